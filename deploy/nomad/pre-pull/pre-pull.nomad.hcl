# Pulls an image to each node, before somebody waits for it:
#   nomad job dispatch -meta image=<image> astrolabe-pre-pull
# Nodes keep it only if their Docker driver does: see README.md beside this.

variable "datacenters" {
  type    = list(string)
  default = ["*"]
}

variable "node_class" {
  type        = string
  default     = ""
  description = "Only nodes of this class. Empty: all."
}

job "astrolabe-pre-pull" {
  type        = "sysbatch"
  datacenters = var.datacenters
  # Whoever waits for room goes first.
  priority = 10

  parameterized {
    payload       = "forbidden"
    meta_required = ["image"]
  }

  dynamic "constraint" {
    for_each = var.node_class == "" ? [] : [var.node_class]
    content {
      attribute = "${node.class}"
      value     = constraint.value
    }
  }

  group "pull" {
    # A registry may be slow, or away for a moment.
    restart {
      attempts = 2
      interval = "1h"
      delay    = "30s"
      mode     = "fail"
    }

    task "pull" {
      driver = "docker"

      config {
        image              = "${NOMAD_META_image}"
        image_pull_timeout = "30m"
        entrypoint         = ["/bin/sh", "-c", "exit 0"]
        network_mode       = "none"
      }

      resources {
        cpu    = 50
        memory = 32
      }
    }
  }
}
