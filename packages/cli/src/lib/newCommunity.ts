/** A block to begin with: what one changes first, and the rest as comments. */
export const newCommunity = (
  id: string,
): string => `# The portal of a community. Every key is explained in docs/community-manager.md;
# astrolabe community check ${id}.yaml says what is wrong in it.
id: ${id}
title: ${titled(id)}

# Names at which it is served, besides /c/${id} of the portal:
# hosts: [${id}.example.org]

description:
  en: What we do, in one sentence.
  es: Lo que hacemos, en una frase.

# An SVG file beside this one, or data:image/png;base64,…
# logo: { $file: ${id}.svg }
# darkLogo: { $file: ${id}-dark.svg }

# All other colours follow from these; what cannot be read is refused.
colours:
  light: { accent: '#00696b' } # also app, surface, text
  # dark: { accent: '#6fe0dc', app: '#04181c' }

# system, humanist, geometric, rounded, industrial, serif, slab, monospace
fonts: { text: system }

home:
  text:
    en: |
      # Welcome

      **Markdown** above everything else on the home page.
    es: |
      # Le damos la bienvenida

      **Markdown** encima de todo lo demás en la página de inicio.
  # links:
  #   - title: Our guidelines
  #     href: https://example.org/guidelines
  # sections: [steps, workloads, newest, counts]

# Pages in this order, and links; without it, all pages.
# navigation:
#   - home
#   - modules
#   - tools
#   - workloads
#   - title: Our site
#     href: https://example.org

# languages: [en, es]

# What is shown of the catalogue: whatever fits in one of these.
# catalogue:
#   - kinds: [module, model, dataset]
#     tags: [ocean]
# tools: [jupyterlab]

# contacts:
#   - title: Help desk
#     href: mailto:help@example.org

# Another version is asked for anew.
# terms:
#   version: '2027-01'
#   text: Use it for research, and **cite** what you use.

# What people may ask you for on the page Access; it ends by itself.
# accessRequests:
#   tiers: [full]
#   maxDays: 60

# Where its workloads may run, and in which namespace of an engine (astrolabe capacity).
# sites: [nomad-global-dc1]
# namespaces: { nomad-global: ${id} }
# inferenceClusters: [nomad-global-dc2]

# Where its snapshots lie in the engines' registry, and what its programs log to.
# registryProject: ${id}/snapshots
# tracking: { url: https://mlflow.example.org }

# Offered first where a storage is linked; the account that a launch begins with.
# storage: { service: nextcloud, url: https://cloud.example.org, account: ${id} }

# Counts how often each kind of page is opened, by day; no person, no cookie.
# analytics: { pageViews: true, keepDays: 400 }

# announcements:
#   - text: { en: Closed for maintenance on Sunday., es: Cerrado por mantenimiento el domingo. }
#     tone: warning
#     from: 2027-01-10
#     until: 2027-01-18T06:00:00Z
`;

function titled(id: string): string {
  return id
    .split('-')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
