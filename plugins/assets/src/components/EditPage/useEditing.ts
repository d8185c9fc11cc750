import {
  ai4Versions,
  applyEdits,
  checkAsset,
  completeness,
  formatOf,
  kindOf,
  mendAsset,
  migrateAsset,
  notWritten,
  otherTyped,
  readText,
  readValues,
  writeValues,
  type AssetKind,
  type AssetProblem,
  type MetadataField,
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
  /** What was filled in last and could not be put into the text. */
  lost: MetadataField[];
}

/**
 * A metadata text and the form over it: each follows the other. `place` is the
 * kind that it has to be of, if it has one already.
 */
export function useEditing(initial: string, place?: AssetKind) {
  const [{ text, values, lost }, setEditing] = useState<Editing>(() =>
    editingOf(initial),
  );
  const check = useMemo(() => checkAsset(text, place), [text, place]);
  const format = formatOf(check.format);
  const read = useMemo(() => readText(text), [text]);
  const others = useMemo(() => otherTyped(read.value, format), [read, format]);
  const kind = place ?? kindOf(read.value);
  const complete = useMemo(
    () => check.spec && completeness(check.spec, { kind, format }),
    [check, kind, format],
  );
  const isReadable = read.source !== undefined;
  const setText = (next: string) => setEditing(editingOf(next));
  return {
    text,
    values,
    lost,
    /** Stands in the text as what the form does not have there. */
    others,
    check,
    format,
    kind,
    complete,
    /** Without it the text says something else than stands in it. */
    isReadable,
    /** A form has no place for what version 1 says in other words. */
    hasForm: isReadable && check.format !== ai4Versions[0],
    setText,
    setValues(next: MetadataValues) {
      const before = readValues(read.value, format);
      const written = writeValues(text, { format, before, next });
      const inFile = readValues(readText(written).value, format);
      const without = notWritten(inFile, { format, next });
      const kept = structuredClone(next);
      for (const { group, id } of without) {
        (kept[group] ??= {})[id] = inFile[group]?.[id];
      }
      setEditing({ text: written, values: kept, lost: without });
    },
    mend({ edits = [] }: AssetProblem) {
      setText(applyEdits(text, edits));
    },
    migrate() {
      setText(migrateAsset(text).content);
    },
    mendAll() {
      setText(mendAsset(text, { kind: place }).content);
    },
  };
}

function editingOf(text: string): Editing {
  const { format } = checkAsset(text);
  const values = readValues(readText(text).value, formatOf(format));
  return { text, values, lost: [] };
}
