package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	metrics "sigs.k8s.io/controller-runtime/pkg/metrics/server"
	"sigs.k8s.io/controller-runtime/pkg/webhook"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	leaderworkerset "sigs.k8s.io/lws/api/leaderworkerset/v1"
	"sigs.k8s.io/lws/pkg/controllers"
	"sigs.k8s.io/lws/pkg/webhooks"
)

const servedWithin = 30 * time.Second

// leaderWorkerSets is the controller of LeaderWorkerSets with its webhooks. Its own program differs in what this cluster has
// not: pods, a service in front of the webhooks, leader election, DisaggregatedSets.
type leaderWorkerSets struct {
	kubeconfig, manifests, pki string
	port                       int
}

func lwsCommand() *cobra.Command {
	var l leaderWorkerSets
	command := &cobra.Command{
		Use:          "lws",
		Args:         cobra.NoArgs,
		SilenceUsage: true,
		RunE: func(*cobra.Command, []string) error {
			ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
			defer stop()
			return l.run(ctx)
		},
	}
	flags := command.Flags()
	flags.StringVar(&l.kubeconfig, "kubeconfig", "", "the cluster")
	flags.StringVar(&l.manifests, "manifests", "", "a kustomization of the published definition and webhooks")
	flags.StringVar(&l.pki, "pki", "", "where the webhooks find their certificate, server, and who signed it, ca")
	flags.IntVar(&l.port, "port", 0, "where the webhooks listen, on loopback")
	require(command, "kubeconfig", "manifests", "pki", "port")
	return command
}

func (l leaderWorkerSets) run(ctx context.Context) error {
	ctrl.SetLogger(klog.Background())
	config, err := clientcmd.BuildConfigFromFlags("", l.kubeconfig)
	if err != nil {
		return err
	}
	types := runtime.NewScheme()
	if err := errors.Join(scheme.AddToScheme(types), leaderworkerset.AddToScheme(types)); err != nil {
		return err
	}
	cluster, err := client.New(config, client.Options{Scheme: types})
	if err != nil {
		return err
	}
	if err := l.install(ctx, cluster); err != nil {
		return err
	}
	manager, err := ctrl.NewManager(config, ctrl.Options{
		Scheme:  types,
		Metrics: metrics.Options{BindAddress: "0"},
		WebhookServer: webhook.NewServer(webhook.Options{
			Host: "127.0.0.1", Port: l.port, CertDir: l.pki, CertName: "server.crt", KeyName: "server.key",
		}),
	})
	if err != nil {
		return err
	}
	if err := addControllers(manager); err != nil {
		return err
	}
	return manager.Start(ctx)
}

func addControllers(manager ctrl.Manager) error {
	sets := controllers.NewLeaderWorkerSetReconciler(
		manager.GetClient(), manager.GetScheme(), manager.GetEventRecorder("leaderworkerset"))
	pods := controllers.NewPodReconciler(
		manager.GetClient(), manager.GetScheme(), manager.GetEventRecorder("leaderworkerset"), nil)
	return errors.Join(
		controllers.SetupIndexes(manager.GetFieldIndexer()),
		sets.SetupWithManager(manager),
		pods.SetupWithManager(manager),
		webhooks.SetupLeaderWorkerSetWebhook(manager),
		webhooks.NewPodWebhook(nil).Setup(manager),
	)
}

// install writes the definition and the webhooks, as they are published but for where the API server finds the webhooks, and
// waits until the kind is served.
func (l leaderWorkerSets) install(ctx context.Context, cluster client.Client) error {
	published, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), l.manifests)
	if err != nil {
		return err
	}
	for _, resource := range published.Resources() {
		fields, err := resource.Map()
		if err != nil {
			return err
		}
		object := &unstructured.Unstructured{Object: fields}
		switch object.GetKind() {
		case "Service":
			continue
		case "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration":
			if err := l.pointToLoopback(object); err != nil {
				return err
			}
		}
		apply := client.ApplyConfigurationFromUnstructured(object)
		if err := cluster.Apply(ctx, apply, client.FieldOwner("aim-lws"), client.ForceOwnership); err != nil {
			return err
		}
	}
	return wait.PollUntilContextTimeout(ctx, 100*time.Millisecond, servedWithin, true, func(ctx context.Context) (bool, error) {
		return cluster.List(ctx, &leaderworkerset.LeaderWorkerSetList{}, client.Limit(1)) == nil, nil
	})
}

// pointToLoopback has webhooks called by address: services lead nowhere here.
func (l leaderWorkerSets) pointToLoopback(configuration *unstructured.Unstructured) error {
	authority, err := os.ReadFile(filepath.Join(l.pki, "ca.crt"))
	if err != nil {
		return err
	}
	hooks, _, err := unstructured.NestedSlice(configuration.Object, "webhooks")
	if err != nil {
		return err
	}
	for _, hook := range hooks {
		fields := hook.(map[string]any)
		path, _, err := unstructured.NestedString(fields, "clientConfig", "service", "path")
		if err != nil {
			return err
		}
		fields["clientConfig"] = map[string]any{
			"url":      fmt.Sprintf("https://127.0.0.1:%d%s", l.port, path),
			"caBundle": base64.StdEncoding.EncodeToString(authority),
		}
	}
	return unstructured.SetNestedSlice(configuration.Object, hooks, "webhooks")
}
