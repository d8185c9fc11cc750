// Vault's core behind its HTTP API, with what the tests use of it: KV, and
// logins by JWT and AppRole. Its storage is a folder, which several processes
// may share; one of them is active. Of modules under MPL-2.0 alone.
package main

import (
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/hashicorp/go-hclog"
	jwt "github.com/hashicorp/vault-plugin-auth-jwt"
	kv "github.com/hashicorp/vault-plugin-secrets-kv"
	"github.com/hashicorp/vault/builtin/credential/approle"
	vaulthttp "github.com/hashicorp/vault/http"
	"github.com/hashicorp/vault/internalshared/configutil"
	"github.com/hashicorp/vault/sdk/helper/consts"
	"github.com/hashicorp/vault/sdk/logical"
	"github.com/hashicorp/vault/sdk/physical"
	"github.com/hashicorp/vault/sdk/physical/file"
	"github.com/hashicorp/vault/vault"
)

type factories map[consts.PluginType]map[string]logical.Factory

func (f factories) Contains(name string, kind consts.PluginType) bool {
	_, found := f[kind][name]
	return found
}

func (f factories) Get(name string, kind consts.PluginType) (func() (interface{}, error), bool) {
	factory, found := f[kind][name]
	return func() (interface{}, error) { return factory, nil }, found
}

func (f factories) Keys(kind consts.PluginType) (names []string) {
	for name := range f[kind] {
		names = append(names, name)
	}
	return names
}

func (f factories) DeprecationStatus(name string, kind consts.PluginType) (consts.DeprecationStatus, bool) {
	return consts.Supported, f.Contains(name, kind)
}

// Who holds the lock of a file is active. The system gives it back when a
// process is killed.
type lockFolder struct{ path string }

func (l lockFolder) HAEnabled() bool { return true }

func (l lockFolder) LockWith(_, value string) (physical.Lock, error) {
	return &fileLock{path: l.path, value: value}, nil
}

type fileLock struct {
	path, value string
	held        *os.File
}

func (l *fileLock) Lock(stop <-chan struct{}) (<-chan struct{}, error) {
	handle, err := os.OpenFile(l.path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	for syscall.Flock(int(handle.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		select {
		case <-stop:
			return nil, handle.Close()
		case <-time.After(100 * time.Millisecond):
		}
	}
	l.held = handle
	return make(chan struct{}), os.WriteFile(l.path+".by", []byte(l.value), 0o600)
}

func (l *fileLock) Unlock() error {
	if l.held == nil {
		return nil
	}
	return l.held.Close()
}

func (l *fileLock) Value() (bool, string, error) {
	value, err := os.ReadFile(l.path + ".by")
	return err == nil, string(value), nil
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	listen := flag.String("listen", "127.0.0.1:8200", "host and port")
	data := flag.String("data", "", "folder of its storage")
	flag.Parse()
	logger := hclog.New(&hclog.LoggerOptions{Level: hclog.Warn, Output: os.Stderr})
	storage, err := file.NewFileBackend(map[string]string{"path": filepath.Join(*data, "storage")}, logger)
	must(err)
	engines := map[string]logical.Factory{"kv": kv.Factory}
	logins := map[string]logical.Factory{"jwt": jwt.Factory, "approle": approle.Factory}
	core, err := vault.NewCore(&vault.CoreConfig{
		Physical:           storage,
		HAPhysical:         lockFolder{filepath.Join(*data, "active")},
		LogicalBackends:    engines,
		CredentialBackends: logins,
		BuiltinRegistry: factories{
			consts.PluginTypeSecrets:    engines,
			consts.PluginTypeCredential: logins,
		},
		Logger:          logger,
		DisableMlock:    true,
		RedirectAddr:    "http://" + *listen,
		DefaultLeaseTTL: 768 * time.Hour,
		MaxLeaseTTL:     768 * time.Hour,
	})
	must(err)
	listener, err := net.Listen("tcp", *listen)
	must(err)
	must(http.Serve(listener, vaulthttp.Handler.Handler(&vault.HandlerProperties{
		Core: core,
		ListenerConfig: &configutil.Listener{
			Type:               "tcp",
			Address:            *listen,
			TLSDisable:         true,
			MaxRequestSize:     32 << 20,
			MaxRequestDuration: 90 * time.Second,
		},
	})))
}
