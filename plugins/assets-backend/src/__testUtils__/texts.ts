/** A file of ours. */
export const tool = (more = '') => `apiVersion: astrolabe.dev/v1alpha1
kind: AiTool
metadata: { name: jupyterlab, title: JupyterLab, description: Notebooks. }
spec:
  license: BSD-3-Clause
  tags: [notebook, python]
  tasks: [Development]
${more}`;

/** A file of ai4-metadata. */
export const module = (title: string, more = '') => `metadata_version: 2.3.0
title: ${title}
summary: Names what it sees in pictures.
description: Long.
links: { source_code: https://example.org/x }
tags: [sea]
tasks: [Computer Vision]
categories: [AI4 inference]
libraries: [PyTorch]
data-type: [Image]
${more}`;

/** A manifest that is valid. */
export const manifest = `form: { type: object, properties: {} }
workload:
  tasks:
    - name: notebook
      role: main
      command: [jupyter, '\${{ asset.title }}']
      resources: { cpuCores: 1, memoryBytes: 1073741824, diskBytes: 0 }
  lifetime: { kind: service }
`;
