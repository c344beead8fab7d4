// Says what kstatus, by which Flux and others judge a resource, makes of objects, and what Flux makes of them with health
// check expressions, which are the argument as JSON. Reads JSON objects one after another, prints one line each: the one
// status, a tab, and the other.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/fluxcd/pkg/apis/kustomize"
	"github.com/fluxcd/pkg/runtime/cel"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/cli-utils/pkg/kstatus/status"
)

func main() {
	checks := evaluators(os.Args[1])
	decoder := json.NewDecoder(os.Stdin)
	for {
		var object json.RawMessage
		if err := decoder.Decode(&object); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			log.Fatal(err)
		}
		// not by encoding/json, which makes a float of every number
		resource := &unstructured.Unstructured{}
		if err := resource.UnmarshalJSON(object); err != nil {
			log.Fatal(err)
		}
		result, err := status.Compute(resource)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s\t%s\n", result.Status, flux(checks, resource, result.Status))
	}
}

func evaluators(expressions string) map[string]*cel.StatusEvaluator {
	var checks []kustomize.CustomHealthCheck
	if err := json.Unmarshal([]byte(expressions), &checks); err != nil {
		log.Fatal(err)
	}
	byKind := map[string]*cel.StatusEvaluator{}
	for _, check := range checks {
		evaluator, err := cel.NewStatusEvaluator(&check.HealthCheckExpressions)
		if err != nil {
			log.Fatal(err)
		}
		byKind[check.APIVersion+" "+check.Kind] = evaluator
	}
	return byKind
}

// What has no expressions is judged by kstatus.
func flux(checks map[string]*cel.StatusEvaluator, resource *unstructured.Unstructured, otherwise status.Status) string {
	check, told := checks[resource.GetAPIVersion()+" "+resource.GetKind()]
	if !told {
		return otherwise.String()
	}
	result, err := check.Evaluate(context.Background(), resource)
	if err != nil {
		log.Fatal(err)
	}
	return result.Status.String()
}
