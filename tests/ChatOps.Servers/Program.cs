using System.CommandLine;
using ChatOps.Servers;
using ChatOps.Servers.Slack;

var root = new RootCommand("Real counterparts for tests and benchmarks of the bot, each an HTTP server on loopback")
{
    TargetCommand.Create(),
    SlackCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
