export { FilePage } from './file/FilePage';
export { PrivacySettings } from './PrivacySettings';
export { PersonPrivacy, type Someone } from './person';
export { RegisterPage } from './register/RegisterPage';
export { AccessibilitySettings } from './terms/AccessibilitySettings';
