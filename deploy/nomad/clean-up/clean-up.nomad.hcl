# Removes images that no container uses, from nodes whose disk is nearly full. Nomad's
# own garbage collection comes first: see README.md beside this.

variable "datacenters" {
  type    = list(string)
  default = ["*"]
}

variable "cron" {
  type    = string
  default = "30 4 * * *"
}

variable "docker" {
  type        = string
  default     = "docker"
  description = "The program, on the nodes."
}

variable "storage" {
  type        = string
  default     = "/var/lib/docker"
  description = "Where images are."
}

variable "used_percent" {
  type        = number
  default     = 80
  description = "Of that disk: below it, nothing is removed."
}

job "astrolabe-clean-up" {
  type        = "sysbatch"
  datacenters = var.datacenters

  periodic {
    crons            = [var.cron]
    prohibit_overlap = true
  }

  group "clean-up" {
    restart {
      attempts = 0
    }

    task "clean-up" {
      driver = "raw_exec"

      config {
        command = "/bin/sh"
        args    = ["local/clean-up.sh"]
      }

      env {
        DOCKER       = var.docker
        STORAGE      = var.storage
        USED_PERCENT = var.used_percent
      }

      template {
        destination = "local/clean-up.sh"
        data        = <<-EOF
          set -u
          used=$(df -P "$STORAGE" | awk 'NR == 2 { print int($5) }')
          if [ "$used" -lt "$USED_PERCENT" ]; then
            echo "$used % of the disk are used: nothing is removed"
            exit 0
          fi
          echo "$used % of the disk are used: unused images are removed"
          exec "$DOCKER" image prune --all --force
        EOF
      }

      resources {
        cpu    = 100
        memory = 64
      }
    }
  }
}
