import { Suspense, lazy } from 'react';
import { BrowserRouter, Navigate, Outlet, Route, Routes, useLocation } from 'react-router';
import { SETTINGS_PATH, SIGN_IN_PATH } from '../model/session.ts';
import { LiveMapPage } from '../pages/live-map/live-map-page.tsx';
import { Crashed } from './crashed.tsx';
import { PageLoading } from './page-loading.tsx';
import { Shell } from './shell.tsx';
import { UnknownPage } from './unknown-page.tsx';

// The map is what everybody waits for; the other pages come when somebody goes there.
const CoveragePage = lazy(() => import('../pages/coverage/index.tsx'));
const CommunePage = lazy(() => import('../pages/commune/index.tsx'));
const SignInPage = lazy(() => import('../pages/sign-in/index.tsx'));
const SettingsPage = lazy(() => import('../pages/settings/index.tsx'));
const ReportsPage = lazy(() => import('../pages/reports/index.tsx'));

export function App() {
  return (
    <Crashed>
      <BrowserRouter>
        <Suspense fallback={<PageLoading />}>
          <Routes>
            <Route path={SIGN_IN_PATH} element={<SignInPage />} />
            <Route element={<Framed />}>
              <Route path="/" element={<ToMap />} />
              <Route path="/ban-do" element={<LiveMapPage />} />
              <Route path="/vung-phu" element={<CoveragePage />} />
              <Route path="/vung-phu/:code" element={<CommunePage />} />
              <Route path="/bao-cao" element={<ReportsPage />} />
              <Route path={`${SETTINGS_PATH}/*`} element={<SettingsPage />} />
              <Route path="*" element={<UnknownPage />} />
            </Route>
          </Routes>
        </Suspense>
      </BrowserRouter>
    </Crashed>
  );
}

/** Home is the map, with whatever view of it was asked for. */
function ToMap() {
  const { search } = useLocation();
  return <Navigate to={{ pathname: '/ban-do', search }} replace />;
}

/** A page inside the shell, which stays while pages change. */
function Framed() {
  return (
    <Shell>
      <Suspense fallback={<PageLoading />}>
        <Outlet />
      </Suspense>
    </Shell>
  );
}
