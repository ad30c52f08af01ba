// The second registry that the tests push to: Distribution 3, as its own program runs it, over a folder.
//
// It deletes tags, which Distribution 2 does not. The addresses of its uploads are relative, as behind many proxies.
// Its own program has the storage drivers of three clouds as well, which take minutes to build.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"github.com/distribution/distribution/v3/configuration"
	"github.com/distribution/distribution/v3/registry/handlers"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/filesystem"
	"github.com/sirupsen/logrus"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: second-registry ADDRESS FOLDER")
		os.Exit(2)
	}
	address, root := os.Args[1], os.Args[2]
	logrus.SetLevel(logrus.WarnLevel)
	config := &configuration.Configuration{
		Storage: configuration.Storage{
			"filesystem": configuration.Parameters{"rootdirectory": root},
			"delete":     configuration.Parameters{"enabled": true},
		},
	}
	config.HTTP.RelativeURLs = true
	// As a configuration file has it that says nothing of it.
	config.Catalog.MaxEntries = 1000
	logrus.Fatal(http.ListenAndServe(address, handlers.NewApp(context.Background(), config)))
}
