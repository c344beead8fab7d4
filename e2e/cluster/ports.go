package main

import (
	"fmt"
	"net"
	"strconv"

	"github.com/spf13/cobra"
)

// portsCommand prints so many different ports of loopback that nobody listens on.
func portsCommand() *cobra.Command {
	return &cobra.Command{
		Use:          "ports COUNT",
		Args:         cobra.ExactArgs(1),
		SilenceUsage: true,
		RunE: func(_ *cobra.Command, args []string) error {
			count, err := strconv.Atoi(args[0])
			if err != nil {
				return err
			}
			for range count {
				// Open until the end, so that none is given twice.
				listener, err := net.Listen("tcp", "127.0.0.1:0")
				if err != nil {
					return err
				}
				defer listener.Close()
				fmt.Println(listener.Addr().(*net.TCPAddr).Port)
			}
			return nil
		},
	}
}
