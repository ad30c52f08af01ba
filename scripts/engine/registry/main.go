// The registry that the tests push to and pull from: Distribution 2, as most people run it, over a folder.
//
// Its own storage truncates a file and then fills it. Who reads in between takes the link to a blob for a broken one:
// where two builds push one layer to one repository at the same time, a manifest is refused (400, MANIFEST_BLOB_UNKNOWN)
// although all of its blobs are there. Distribution 3.1 renames complete files into place, and so does this one.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/docker/distribution/configuration"
	"github.com/docker/distribution/registry/handlers"
	"github.com/docker/distribution/registry/storage/driver"
	"github.com/docker/distribution/registry/storage/driver/factory"
	"github.com/docker/distribution/registry/storage/driver/filesystem"
	"github.com/sirupsen/logrus"
)

// folder is Distribution's storage in a folder, whose small files are there as a whole or not at all.
type folder struct {
	driver.StorageDriver
	root string
}

// PutContent replaces a file at once.
func (f folder) PutContent(_ context.Context, path string, content []byte) error {
	target := filepath.Join(f.root, path)
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return err
	}
	file, err := os.CreateTemp(f.root, "unfinished-")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	if _, err := file.Write(content); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), target)
}

// Create makes the storage for handlers.NewApp, which knows it by name only.
func (f folder) Create(map[string]interface{}) (driver.StorageDriver, error) {
	return f, nil
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: registry ADDRESS FOLDER")
		os.Exit(2)
	}
	address, root := os.Args[1], os.Args[2]
	logrus.SetLevel(logrus.WarnLevel)
	whole := filesystem.New(filesystem.DriverParameters{RootDirectory: root, MaxThreads: 100})
	factory.Register("folder", folder{whole, root})
	config := &configuration.Configuration{
		Storage: configuration.Storage{
			"folder": configuration.Parameters{},
			"delete": configuration.Parameters{"enabled": true},
		},
	}
	// As a configuration file has it that says nothing of it.
	config.Catalog.MaxEntries = 1000
	logrus.Fatal(http.ListenAndServe(address, handlers.NewApp(context.Background(), config)))
}
