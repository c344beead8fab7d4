package main

import "github.com/spf13/cobra"

// require makes flags mandatory; a name that is no flag is a mistake in this program.
func require(command *cobra.Command, names ...string) {
	for _, name := range names {
		if err := command.MarkFlagRequired(name); err != nil {
			panic(err)
		}
	}
}
