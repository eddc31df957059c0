import { Moon, Sun } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreferences, usePreferences } from '../../model/preferences.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { IconButton } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { LanguageChoice } from '../../ui/language-choice.tsx';
import styles from './sign-in.module.css';

const css = bind(styles);

interface FrameProps {
  title: string;
  text?: string;
  children: ReactNode;
}

/** The one card of the page, and above it what can be chosen without signing in. */
export function Frame({ title, text, children }: FrameProps) {
  const { t } = useTranslation('signIn');
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(title);
  // Another step is told to who does not see it; the first has the focus in its field.
  useEffect(() => {
    if (title !== first.current && !(document.activeElement instanceof HTMLInputElement)) heading.current?.focus();
    first.current = title;
  }, [title]);
  return (
    <div className={css('page')}>
      <header className={css('bar')}>
        <Choices />
      </header>
      <main className={css('main')}>
        <section className={css('card')} aria-labelledby="step">
          <p className={css('brand')}>
            <BrandMark />
            <span>
              <b>Phủ Sóng</b>
              <small>{t('product')}</small>
            </span>
          </p>
          <h1 id="step" ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {text !== undefined && <p className={css('text')}>{text}</p>}
          {children}
        </section>
      </main>
    </div>
  );
}

function Choices() {
  const { t } = useTranslation('signIn');
  const language = usePreferences((preferences) => preferences.language);
  const dark = usePreferences((preferences) => preferences.theme === 'dark');
  return (
    <>
      <LanguageChoice
        label={t('language')}
        value={language}
        onChange={(chosen) => {
          setPreferences({ language: chosen });
        }}
      />
      <IconButton
        label={t(dark ? 'light' : 'dark')}
        onClick={() => {
          setPreferences({ theme: dark ? 'light' : 'dark' });
        }}
      >
        {dark ? <Sun size={16} aria-hidden /> : <Moon size={16} aria-hidden />}
      </IconButton>
    </>
  );
}
