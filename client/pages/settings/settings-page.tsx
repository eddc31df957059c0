/** /cai-dat/…: one's own account for whoever has signed in, maintenance for engineers, the rest for administrators. */
import {
  CalendarClock,
  CircleUserRound,
  KeyRound,
  LockKeyhole,
  ScrollText,
  Server,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Navigate, Route, Routes, useLocation } from 'react-router';
import { SETTINGS_PATH, signInPath, useSession } from '../../model/session.ts';
import { usePart } from '../../model/shell.ts';
import { bind } from '../../ui/classes.ts';
import { Empty, Skeleton } from '../../ui/notice.tsx';
import { AccountsPart } from './accounts/accounts-part.tsx';
import { AuditPart } from './audit/audit-part.tsx';
import { KeysPart } from './keys/keys-part.tsx';
import { MaintenancePart } from './maintenance/maintenance-part.tsx';
import { OwnPart } from './own/own-part.tsx';
import styles from './settings.module.css';
import { SystemPart } from './system/system-part.tsx';

const css = bind(styles);

interface Part {
  path: string;
  name: 'own' | 'maintenance' | 'accounts' | 'keys' | 'audit' | 'system';
  Icon: LucideIcon;
  element: ReactNode;
}

const OWN: Part = { path: 'tai-khoan-cua-toi', name: 'own', Icon: CircleUserRound, element: <OwnPart /> };
/** Each with what one must be permitted. */
const PERMITTED: readonly (Part & { to: 'operate' | 'administer' })[] = [
  { path: 'bao-tri', name: 'maintenance', Icon: CalendarClock, element: <MaintenancePart />, to: 'operate' },
  { path: 'tai-khoan', name: 'accounts', Icon: Users, element: <AccountsPart />, to: 'administer' },
  { path: 'khoa', name: 'keys', Icon: KeyRound, element: <KeysPart />, to: 'administer' },
  { path: 'nhat-ky', name: 'audit', Icon: ScrollText, element: <AuditPart />, to: 'administer' },
  { path: 'he-thong', name: 'system', Icon: Server, element: <SystemPart />, to: 'administer' },
];

export function SettingsPage() {
  const { t } = useTranslation(['settings', 'common']);
  const account = useSession(({ session }) => session?.account);
  const permissions = useSession(({ session }) => session?.permissions);
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  // On a phone the parts stand in a row that is longer than the screen.
  useEffect(() => {
    if (nav.current !== null) showCurrent(nav.current);
  }, [pathname, permissions]);
  const open = [OWN, ...PERMITTED].find(({ path }) => pathname.split('/')[2] === path);
  usePart(open === undefined ? null : t(`parts.${open.name}`));
  if (account === undefined) return <Skeleton widths={[30, 60, 60]} label={t('common:loading')} />;
  if (account === null) return <Stranger />;
  const may = ({ to }: (typeof PERMITTED)[number]) => permissions?.includes(to) === true;
  const shown = [OWN, ...PERMITTED.filter(may)];
  return (
    <div className={css('page')}>
      <nav ref={nav} className={css('nav')} aria-label={t('title')}>
        <ul>
          {shown.map(({ path, name, Icon }) => (
            <li key={path}>
              <NavLink to={`${SETTINGS_PATH}/${path}`} className={({ isActive }) => css(isActive && 'current')}>
                <Icon size={16} aria-hidden /> {t(`parts.${name}`)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className={css('content')}>
        <Routes>
          <Route path={OWN.path} element={OWN.element} />
          {PERMITTED.map((part) => (
            <Route
              key={part.path}
              path={part.path}
              element={may(part) ? part.element : <Forbidden name={part.name} to={part.to} role={account.role} />}
            />
          ))}
          <Route path="*" element={<Navigate to={`${SETTINGS_PATH}/${OWN.path}`} replace />} />
        </Routes>
      </div>
    </div>
  );
}

/** By hand: `scrollIntoView` would have the Tab key begin there, and not at the top of the page. */
function showCurrent(row: HTMLElement): void {
  const current = row.querySelector('[aria-current]')?.getBoundingClientRect();
  if (current === undefined) return;
  const { left, right } = row.getBoundingClientRect();
  row.scrollLeft += Math.ceil(Math.max(0, current.right - right)) + Math.floor(Math.min(0, current.left - left));
}

interface ForbiddenProps extends Pick<(typeof PERMITTED)[number], 'name' | 'to'> {
  role: 'viewer' | 'staff' | 'engineer' | 'admin';
}

function Forbidden({ name, to, role }: ForbiddenProps) {
  const { t } = useTranslation(['settings', 'common']);
  return (
    <>
      <h1 className="unseen">{t(`parts.${name}`)}</h1>
      <Empty
        icon={<LockKeyhole size={24} aria-hidden />}
        title={t('forbidden.title')}
        text={t('forbidden.text', {
          part: t(`parts.${name}`),
          whom: t(`forbidden.whom.${to}`),
          role: t(`roles.${role}`).toLowerCase(),
        })}
      />
    </>
  );
}

/** Nobody has signed in: on to where that is done, and back here. */
function Stranger() {
  const { t } = useTranslation(['settings', 'common']);
  const leave = useSession((state) => state.leave);
  const { pathname, search } = useLocation();
  const path = signInPath(pathname + search);
  useEffect(() => {
    leave(path);
  }, [leave, path]);
  return (
    <Empty icon={<LockKeyhole size={24} aria-hidden />} title={t('signIn.title')} text={t('signIn.text')}>
      <a href={path}>{t('signIn.link')}</a>
    </Empty>
  );
}
