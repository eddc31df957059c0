import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { LiveMapPage } from '../pages/live-map/live-map-page.tsx';
import { Crashed } from './crashed.tsx';
import { Shell } from './shell.tsx';
import { UnknownPage } from './unknown-page.tsx';

export function App() {
  return (
    <Crashed>
      <BrowserRouter>
        <Shell>
          <Routes>
            <Route path="/" element={<Navigate to="/ban-do" replace />} />
            <Route path="/ban-do" element={<LiveMapPage />} />
            <Route path="*" element={<UnknownPage />} />
          </Routes>
        </Shell>
      </BrowserRouter>
    </Crashed>
  );
}
