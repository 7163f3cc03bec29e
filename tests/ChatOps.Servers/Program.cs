using System.CommandLine;
using ChatOps.Servers;

var root = new RootCommand("Real counterparts for tests and benchmarks of the bot, each an HTTP server on loopback")
{
    TargetCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
