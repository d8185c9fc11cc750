# Traefik at a site: carries requests to endpoints, and asks the portal of each.
# README.md beside this says what has to be there before.

variable "image" {
  type    = string
  default = "docker.io/library/traefik:v3.6.12"
}

variable "datacenters" {
  type        = list(string)
  description = "Of the site."
}

variable "node_class" {
  type        = string
  default     = ""
  description = "Only nodes of this class, such as those with a public address. Empty: all."
}

variable "gateway_url" {
  type        = string
  description = "As workloads.ingresses[].gatewayUrl of the portal."
}

variable "http_port" {
  type    = number
  default = 80
}

variable "https_port" {
  type    = number
  default = 443
}

variable "poll_interval" {
  type        = string
  default     = "2s"
  description = "How often it reads from the portal what leads where."
}

job "astrolabe-traefik" {
  type        = "system"
  datacenters = var.datacenters
  priority    = 80

  dynamic "constraint" {
    for_each = var.node_class == "" ? [] : [var.node_class]
    content {
      attribute = "${node.class}"
      value     = constraint.value
    }
  }

  group "traefik" {
    network {
      port "http" {
        static = var.http_port
      }

      port "https" {
        static = var.https_port
      }
    }

    service {
      name     = "astrolabe-traefik"
      provider = "nomad"
      port     = "https"

      check {
        type     = "tcp"
        interval = "10s"
        timeout  = "2s"
      }
    }

    task "traefik" {
      driver = "docker"

      config {
        image        = var.image
        network_mode = "host"
        args         = ["--configFile=/secrets/traefik.yaml"]
      }

      env {
        SSL_CERT_FILE = "/secrets/authorities.pem"
      }

      # Texts of a Nomad variable are quoted, and can be no structure here.
      template {
        destination = "secrets/traefik.yaml"
        perms       = "400"
        data        = <<-EOF
          global: { checkNewVersion: false, sendAnonymousUsage: false }
          log: { level: WARN, format: json }
          entryPoints:
            http:
              address: '{{ env "NOMAD_ADDR_http" }}'
              http: { redirections: { entryPoint: { to: ':${var.https_port}', scheme: https } } }
            https:
              address: '{{ env "NOMAD_ADDR_https" }}'
              # Uploads to programs may take their time.
              transport: { respondingTimeouts: { readTimeout: 0s } }
          providers:
            http:
              endpoint: ${jsonencode("${var.gateway_url}/.astrolabe/routes")}
              pollInterval: ${jsonencode(var.poll_interval)}
              headers:
                X-Astrolabe-Ingress: {{ with nomadVar "nomad/jobs/astrolabe-traefik" }}{{ printf "%q" .secret.Value }}{{ end }}
            file: { filename: /secrets/tls.yaml, watch: true }
        EOF
      }

      # Read again when it changes: nobody is cut off for a new certificate.
      template {
        destination = "secrets/tls.yaml"
        perms       = "400"
        change_mode = "noop"
        data        = <<-EOF
          {{ with nomadVar "nomad/jobs/astrolabe-traefik" -}}
          tls:
            stores:
              default:
                defaultCertificate:
                  certFile: {{ printf "%q" .certificate.Value }}
                  keyFile: {{ printf "%q" .key.Value }}
          {{- end }}
        EOF
      }

      # Those of the portal's certificate, where the usual ones are not enough.
      template {
        destination = "secrets/authorities.pem"
        data        = <<-EOF
          {{ with nomadVar "nomad/jobs/astrolabe-traefik" }}{{ with .authorities }}{{ .Value }}{{ end }}{{ end }}
        EOF
      }

      resources {
        cpu    = 500
        memory = 256
      }
    }
  }
}
