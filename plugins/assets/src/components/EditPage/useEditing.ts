import {
  ai4Versions,
  applyEdits,
  checkAsset,
  completeness,
  formatOf,
  kindOf,
  mendAsset,
  readText,
  readValues,
  writeValues,
  type AssetKind,
  type AssetProblem,
  type MetadataValues,
} from '@astrolabe/plugin-assets-common';
import { useMemo, useState } from 'react';

/** A file to begin with: all that has to be said, and nothing said yet. */
export const EMPTY_FILE = `metadata_version: ${ai4Versions.at(-1)}
title: ''
summary: ''
description: ''
links:
  source_code: ''
libraries: []
tasks: []
categories: []
tags: []
`;

interface Editing {
  text: string;
  /** As they are typed: a new item of a list has no text yet, and is in no file. */
  values: MetadataValues;
}

/**
 * A metadata text and the form over it: each follows the other. `place` is the
 * kind that it has to be of, if it has one already.
 */
export function useEditing(initial: string, place?: AssetKind) {
  const [{ text, values }, setEditing] = useState<Editing>(() =>
    editingOf(initial),
  );
  const check = useMemo(() => checkAsset(text, place), [text, place]);
  const format = formatOf(check.format);
  const read = useMemo(() => readText(text), [text]);
  const kind = place ?? kindOf(read.value);
  const complete = useMemo(
    () => check.spec && completeness(check.spec, { kind, format }),
    [check, kind, format],
  );
  const setText = (next: string) => setEditing(editingOf(next));
  return {
    text,
    values,
    check,
    format,
    kind,
    complete,
    /** Without it the text says something else than stands in it. */
    isReadable: read.source !== undefined,
    setText,
    setValues(next: MetadataValues) {
      const before = readValues(read.value, format);
      const written = writeValues(text, { format, before, next });
      setEditing({ text: written, values: next });
    },
    mend({ edits = [] }: AssetProblem) {
      setText(applyEdits(text, edits));
    },
    mendAll() {
      setText(mendAsset(text, { kind: place }).content);
    },
  };
}

function editingOf(text: string): Editing {
  const { format } = checkAsset(text);
  return { text, values: readValues(readText(text).value, formatOf(format)) };
}
