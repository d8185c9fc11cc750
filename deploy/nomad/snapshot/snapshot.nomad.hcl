# Takes snapshots of tasks, on the node where they run. Register it once in each region:
#   nomad job run -var registry=registry.example.org/snapshots snapshot.nomad.hcl

variable "registry" {
  type        = string
  description = "Where snapshots are pushed, such as registry.example.org/snapshots"
}

variable "namespace" {
  type    = string
  default = "default"
}

variable "node_pool" {
  type    = string
  default = "default"
}

variable "socket" {
  type        = string
  default     = "/var/run/docker.sock"
  description = "Of Docker or Podman, on every node"
}

variable "python" {
  type    = string
  default = "/usr/bin/python3"
}

variable "insecure" {
  type        = bool
  default     = false
  description = "The registry speaks no TLS: for tests"
}

job "astrolabe-snapshot" {
  namespace   = var.namespace
  node_pool   = var.node_pool
  datacenters = ["*"]
  # Nobody can say at a dispatch where it has to run: it runs everywhere, and
  # ends at once on all nodes but the one that is asked for.
  type = "sysbatch"

  parameterized {
    payload       = "forbidden"
    meta_required = ["astrolabe_snapshot"]
  }

  group "snapshot" {
    restart {
      attempts = 0
      mode     = "fail"
    }

    ephemeral_disk {
      size = 110
    }

    task "snapshot" {
      driver = "raw_exec"

      config {
        command = var.python
        args    = ["local/snapshot.py"]
      }

      env {
        NODE_ID  = "${node.unique.id}"
        REGISTRY = var.registry
        SOCKET   = var.socket
        INSECURE = var.insecure
      }

      template {
        data            = file("snapshot.py")
        destination     = "local/snapshot.py"
        left_delimiter  = "[[[["
        right_delimiter = "]]]]"
      }

      # {"username": …, "password": …} in the variable of this job, where there is one.
      template {
        data        = <<-EOT
          {{- if nomadVarExists "nomad/jobs/astrolabe-snapshot" -}}
          {{- with nomadVar "nomad/jobs/astrolabe-snapshot" -}}
          {{ .Parent.Items | toJSON }}
          {{- end -}}
          {{- else -}}{}{{- end -}}
        EOT
        destination = "secrets/registry.json"
        change_mode = "noop"
      }

      resources {
        cpu    = 100
        memory = 128
        memory_max = 512
      }
    }
  }
}
