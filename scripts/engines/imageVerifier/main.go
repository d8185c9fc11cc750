// Says whether an image is signed as a policy wants it, by the library of Podman, Skopeo and CRI-O.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/containers/image/v5/docker"
	"github.com/containers/image/v5/image"
	"github.com/containers/image/v5/signature"
	"github.com/containers/image/v5/types"
)

func main() {
	if err := verify(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("accepted")
}

func verify(reference, policyFile, registries string) error {
	ctx := context.Background()
	ref, err := docker.ParseReference("//" + reference)
	if err != nil {
		return err
	}
	sys := &types.SystemContext{
		RegistriesDirPath:           registries,
		DockerInsecureSkipTLSVerify: types.OptionalBoolTrue,
		DockerAuthConfig: &types.DockerAuthConfig{
			Username: os.Getenv("REGISTRY_USER"),
			Password: os.Getenv("REGISTRY_PASSWORD"),
		},
	}
	source, err := ref.NewImageSource(ctx, sys)
	if err != nil {
		return err
	}
	defer source.Close()
	policy, err := signature.NewPolicyFromFile(policyFile)
	if err != nil {
		return err
	}
	believes, err := signature.NewPolicyContext(policy)
	if err != nil {
		return err
	}
	_, err = believes.IsRunningImageAllowed(ctx, image.UnparsedInstance(source, nil))
	return err
}
