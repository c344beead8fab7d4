package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/embed"
)

// etcdCommand is etcd as a cluster that lives for one test needs it: one member, on loopback, which does not wait for the
// disk. A crash of the machine may lose what was written last; a crash of the process does not.
func etcdCommand() *cobra.Command {
	var dataDir, clientURL, peerURL, cert, key, ca string
	command := &cobra.Command{
		Use:          "etcd",
		Args:         cobra.NoArgs,
		SilenceUsage: true,
		RunE: func(*cobra.Command, []string) error {
			config, err := etcdConfig(dataDir, clientURL, peerURL)
			if err != nil {
				return err
			}
			config.ClientTLSInfo.CertFile = cert
			config.ClientTLSInfo.KeyFile = key
			config.ClientTLSInfo.TrustedCAFile = ca
			config.ClientTLSInfo.ClientCertAuth = true
			return runEtcd(config)
		},
	}
	flags := command.Flags()
	flags.StringVar(&dataDir, "data-dir", "", "where the data is")
	flags.StringVar(&clientURL, "client-url", "", "where clients are served")
	flags.StringVar(&peerURL, "peer-url", "", "where other members would be served; there are none")
	flags.StringVar(&cert, "cert-file", "", "certificate of the server")
	flags.StringVar(&key, "key-file", "", "its key")
	flags.StringVar(&ca, "trusted-ca-file", "", "who signs the certificates of clients")
	require(command, "data-dir", "client-url", "peer-url", "cert-file", "key-file", "trusted-ca-file")
	return command
}

func etcdConfig(dataDir, client, peer string) (*embed.Config, error) {
	clientURL, err := url.Parse(client)
	if err != nil {
		return nil, fmt.Errorf("--client-url: %w", err)
	}
	peerURL, err := url.Parse(peer)
	if err != nil {
		return nil, fmt.Errorf("--peer-url: %w", err)
	}
	config := embed.NewConfig()
	config.Dir = dataDir
	config.LogLevel = "warn"
	config.UnsafeNoFsync = true
	config.ListenClientUrls = []url.URL{*clientURL}
	config.AdvertiseClientUrls = config.ListenClientUrls
	config.ListenPeerUrls = []url.URL{*peerURL}
	config.AdvertisePeerUrls = config.ListenPeerUrls
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	return config, nil
}

func runEtcd(config *embed.Config) error {
	server, err := embed.StartEtcd(config)
	if err != nil {
		return err
	}
	defer server.Close()
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	select {
	case <-stop:
		return nil
	case err := <-server.Err():
		return err
	case <-server.Server.StopNotify():
		return errors.New("etcd stopped by itself")
	}
}
