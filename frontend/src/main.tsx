import './ui/tokens.css';
import './ui/tokens.dark.css';
import './ui/faces.css';
import './ui/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { language, readyToSpeak } from './language';

document.documentElement.lang = language();
const root = document.getElementById('root');
if (root) {
  void readyToSpeak().then(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
}
