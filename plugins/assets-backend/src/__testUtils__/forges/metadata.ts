/** A valid metadata file, with a comment. */
export const metadata = (title: string) => `metadata_version: 2.3.0
title: ${title} # as botanists say
summary: Counts leaves
description: Counts the leaves of a picture of a plant.
dates:
  created: '2026-01-01'
  updated: '2026-01-01'
links:
  source_code: https://github.com/typed-by-hand/leaf
tags: []
tasks: []
categories: []
libraries: []
data-type: []
`;
