// Says what kstatus, by which Flux and others judge a resource, makes of objects: reads JSON objects one after another,
// prints one line each: the status, a tab, and why.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/cli-utils/pkg/kstatus/status"
)

func main() {
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
		fmt.Printf("%s\t%s\n", result.Status, result.Message)
	}
}
