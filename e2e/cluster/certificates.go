package main

import (
	"crypto"
	"crypto/x509"
	"net"

	"github.com/spf13/cobra"
	certutil "k8s.io/client-go/util/cert"
	kubeadm "k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm"
	"k8s.io/kubernetes/cmd/kubeadm/app/util/pkiutil"
)

// certificatesCommand writes all the keys a cluster on loopback needs: an authority of its own, ca; what both servers
// show, and the API server shows etcd, server; and what service account tokens are signed with, service-account.
func certificatesCommand() *cobra.Command {
	var dir string
	command := &cobra.Command{
		Use:          "certificates",
		Args:         cobra.NoArgs,
		SilenceUsage: true,
		RunE: func(*cobra.Command, []string) error {
			return writeCertificates(dir)
		},
	}
	command.Flags().StringVar(&dir, "dir", "", "where they are written")
	require(command, "dir")
	return command
}

func writeCertificates(dir string) error {
	ca, caKey, err := pkiutil.NewCertificateAuthority(certificate("aim-cluster"))
	if err != nil {
		return err
	}
	server, serverKey, err := pkiutil.NewCertAndKey(ca, caKey, serverCertificate())
	if err != nil {
		return err
	}
	signer, err := pkiutil.GeneratePrivateKey(kubeadm.EncryptionAlgorithmECDSAP256)
	if err != nil {
		return err
	}
	if err := pkiutil.WritePublicKey(dir, "service-account", signer.Public()); err != nil {
		return err
	}
	if err := pkiutil.WriteKey(dir, "service-account", signer); err != nil {
		return err
	}
	return writePairs(dir, pair{"ca", ca, caKey}, pair{"server", server, serverKey})
}

type pair struct {
	name string
	cert *x509.Certificate
	key  crypto.Signer
}

func writePairs(dir string, pairs ...pair) error {
	for _, p := range pairs {
		if err := pkiutil.WriteCertAndKey(dir, p.name, p.cert, p.key); err != nil {
			return err
		}
	}
	return nil
}

func certificate(name string) *pkiutil.CertConfig {
	return &pkiutil.CertConfig{
		Config:              certutil.Config{CommonName: name},
		EncryptionAlgorithm: kubeadm.EncryptionAlgorithmECDSAP256,
	}
}

func serverCertificate() *pkiutil.CertConfig {
	config := certificate("aim-cluster-server")
	config.AltNames = certutil.AltNames{
		DNSNames: []string{"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"},
		IPs:      []net.IP{net.IPv4(127, 0, 0, 1), net.IPv4(10, 96, 0, 1)},
	}
	config.Usages = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
	return config
}
