import { createFileRoute } from '@tanstack/react-router';
import { MyMemberPage } from '@/features/members';

export const Route = createFileRoute('/_espace/mon-espace/$memberId')({
  component: function Mine() {
    return <MyMemberPage memberId={Route.useParams().memberId} />;
  },
});
