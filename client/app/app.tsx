import { Suspense, lazy } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { LiveMapPage } from '../pages/live-map/live-map-page.tsx';
import { Crashed } from './crashed.tsx';
import { PageLoading } from './page-loading.tsx';
import { Shell } from './shell.tsx';
import { UnknownPage } from './unknown-page.tsx';

// The map is what everybody waits for; the other pages come when somebody goes there.
const CoveragePage = lazy(() => import('../pages/coverage/index.tsx'));
const CommunePage = lazy(() => import('../pages/commune/index.tsx'));
const ReportsPage = lazy(() => import('../pages/reports/index.tsx'));

export function App() {
  return (
    <Crashed>
      <BrowserRouter>
        <Shell>
          <Suspense fallback={<PageLoading />}>
            <Routes>
              <Route path="/" element={<Navigate to="/ban-do" replace />} />
              <Route path="/ban-do" element={<LiveMapPage />} />
              <Route path="/vung-phu" element={<CoveragePage />} />
              <Route path="/vung-phu/:code" element={<CommunePage />} />
              <Route path="/bao-cao" element={<ReportsPage />} />
              <Route path="*" element={<UnknownPage />} />
            </Routes>
          </Suspense>
        </Shell>
      </BrowserRouter>
    </Crashed>
  );
}
