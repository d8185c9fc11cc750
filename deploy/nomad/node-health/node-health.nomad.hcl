# Looks at each node now and then, and says in its metadata whether it may get work:
# status = ready, or not-ready with why. README.md beside this has the rule for the
# portal, and the policy that the job needs where Nomad has access control.

variable "datacenters" {
  type    = list(string)
  default = ["*"]
}

variable "cron" {
  type    = string
  default = "*/5 * * * *"
}

variable "driver" {
  type        = string
  default     = "docker"
  description = "Has to be healthy."
}

variable "minimum_free_gib" {
  type        = number
  default     = 10
  description = "On the disk of allocations."
}

variable "registry" {
  type        = string
  default     = ""
  description = "Address of the registry that nodes pull from, such as https://registry.example.org. Empty: not asked."
}

variable "list_gpus" {
  type        = string
  default     = "nvidia-smi -L"
  description = "Prints a line for each GPU that works. Asked of nodes whose metadata say how many there have to be (gpus)."
}

variable "nomad" {
  type        = string
  default     = "nomad"
  description = "The program, on the nodes."
}

job "astrolabe-node-health" {
  type        = "sysbatch"
  datacenters = var.datacenters
  priority    = 90

  periodic {
    crons            = [var.cron]
    prohibit_overlap = true
  }

  group "check" {
    restart {
      attempts = 0
    }

    task "check" {
      driver = "raw_exec"

      config {
        command = "/bin/sh"
        args    = ["local/check.sh"]
      }

      # For the agent's own interface, which is a socket beside the secrets.
      identity {
        env = true
      }

      env {
        NOMAD_ADDR       = "unix://${NOMAD_SECRETS_DIR}/api.sock"
        NOMAD_PROGRAM    = var.nomad
        NODE             = "${node.unique.id}"
        GPUS             = "${meta.gpus}"
        DRIVER           = var.driver
        MINIMUM_FREE_GIB = var.minimum_free_gib
        REGISTRY         = var.registry
        LIST_GPUS        = var.list_gpus
      }

      template {
        destination     = "local/check.sh"
        left_delimiter  = "[["
        right_delimiter = "]]"
        data            = <<-EOF
          # Each check adds what is wrong; the rest is told to Nomad.
          set -u
          wrong=""
          note() {
            echo "$1"
            wrong="$wrong$1. "
          }

          free=$(df -Pk "$NOMAD_ALLOC_DIR" | awk 'NR == 2 { print int($4 / 1048576) }')
          [ "$free" -ge "$MINIMUM_FREE_GIB" ] ||
            note "Only $free GiB of disk are free, $MINIMUM_FREE_GIB are needed"

          healthy=$("$NOMAD_PROGRAM" node status -t "{{(index .Drivers \"$DRIVER\").Healthy}}" "$NODE" 2>/dev/null)
          [ "$healthy" = true ] || note "The driver $DRIVER is not healthy"

          case "$GPUS" in
            '' | 0 | *[!0-9]*) ;;
            *)
              found=$($LIST_GPUS 2>/dev/null | wc -l)
              [ "$found" -ge "$GPUS" ] || note "$found of $GPUS GPUs work"
              ;;
          esac

          if [ -n "$REGISTRY" ]; then
            # Whoever asks for a password is there as well.
            answer=$(curl -s -o /dev/null -m 10 -w '%%{http_code}' "$REGISTRY/v2/")
            case "$answer" in
              200 | 401) ;;
              *) note "The registry does not answer ($answer)" ;;
            esac
          fi

          status=ready
          [ -z "$wrong" ] || status=not-ready
          # What is below unique. makes nodes no different for the scheduler.
          exec "$NOMAD_PROGRAM" node meta apply -node-id "$NODE" \
            "status=$status" \
            "unique.status.reason=$wrong" \
            "unique.status.at=$(date -u +%Y-%m-%dT%H:%M:%SZ)"
        EOF
      }

      resources {
        cpu    = 100
        memory = 128
      }
    }
  }
}
