/** A day, written and read day first: a browser's own field has the order of the browser's language, not of the page's. */
import { useState } from 'react';
import { readDay, writeDay } from './day-text.ts';
import { TextField } from './field.tsx';

interface DayFieldProps {
  label: string;
  /** The label is for screen readers only. */
  bare?: boolean;
  /** 2026-11-18; empty: none. */
  day: string;
  /** What stands where it is empty; left out: it has to be some day. */
  placeholder?: string;
  /** The first and the last it can be; left out: any. */
  earliest?: string | undefined;
  latest?: string;
  /** Told of what is no such day. */
  problem: string;
  /** Why the day that was taken cannot stay beside the rest of the form. */
  conflict?: string | undefined;
  onDay: (day: string) => void;
}

/** Taken when it is left or confirmed; what is no day it can be stays as it was typed, and nothing follows from it. */
export function DayField({ label, bare, day, placeholder, earliest, latest, problem, conflict, onDay }: DayFieldProps) {
  const [text, setText] = useState(writeDay(day));
  const [wrong, setWrong] = useState(false);
  const [shown, setShown] = useState(day);
  if (shown !== day) {
    setShown(day);
    setText(writeDay(day));
    setWrong(false);
  }
  const take = (): void => {
    if (text === writeDay(day)) return;
    const read = placeholder !== undefined && text.trim() === '' ? '' : readDay(text);
    const isRight =
      read !== null && (earliest === undefined || read >= earliest) && (latest === undefined || read <= latest);
    setWrong(!isRight);
    if (!isRight) return;
    setText(writeDay(read));
    onDay(read);
  };
  return (
    <TextField
      label={label}
      bare={bare}
      inputMode="numeric"
      autoComplete="off"
      placeholder={placeholder}
      value={text}
      problem={wrong ? problem : conflict}
      onText={(typed) => {
        setText(typed);
        setWrong(false);
      }}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
