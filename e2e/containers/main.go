// Says what the published parsers make of a server in a container, as JSON. As "compose" it loads the Compose file that it
// reads, and fails on any warning; with any other arguments it takes them as the docker command line does, up to where that
// would ask a daemon to create the container.
package main

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/docker/cli/cli/command"
	"github.com/docker/cli/cli/command/container"
	"github.com/docker/cli/cli/flags"
	"github.com/sirupsen/logrus"
	"github.com/spf13/cobra"
)

func main() {
	log.SetFlags(0)
	if os.Args[1] == "compose" {
		compose()
	} else {
		docker(os.Args[1:])
	}
}

func compose() {
	file, err := io.ReadAll(os.Stdin)
	check(err)
	logrus.AddHook(strict{})
	project, err := loader.LoadWithContext(
		context.Background(),
		types.ConfigDetails{
			WorkingDir:  os.TempDir(),
			ConfigFiles: []types.ConfigFile{{Filename: "compose.yaml", Content: file}},
			Environment: types.NewMapping(os.Environ()),
		},
		func(options *loader.Options) { options.SetProjectName("aim", true) })
	check(err)
	print(project)
}

// A warning is one too many.
type strict struct{}

func (strict) Levels() []logrus.Level {
	return []logrus.Level{logrus.WarnLevel}
}

func (strict) Fire(entry *logrus.Entry) error {
	log.Fatal(entry.Message)
	return nil
}

func docker(arguments []string) {
	var asked json.RawMessage
	daemon := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, request *http.Request) {
		answer.Header().Set("Api-Version", "1.51")
		answer.Header().Set("Ostype", "linux")
		if strings.HasSuffix(request.URL.Path, "/containers/create") {
			check(json.NewDecoder(request.Body).Decode(&asked))
			answer.WriteHeader(http.StatusTeapot)
		}
	}))
	defer daemon.Close()
	check(os.Setenv("DOCKER_CONFIG", "no-such-directory")) // whoever runs this may have proxies in theirs
	cli, err := command.NewDockerCli(command.WithOutputStream(io.Discard))
	check(err)
	options := flags.NewClientOptions()
	options.Hosts = []string{strings.Replace(daemon.URL, "http", "tcp", 1)}
	check(cli.Initialize(options))
	root := &cobra.Command{Use: "docker", SilenceUsage: true, SilenceErrors: true}
	root.AddCommand(container.NewRunCommand(cli))
	root.SetArgs(arguments)
	if err := root.Execute(); asked == nil {
		log.Fatal(err)
	}
	print(asked)
}

func print(what any) {
	check(json.NewEncoder(os.Stdout).Encode(what))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
