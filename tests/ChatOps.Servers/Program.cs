using System.CommandLine;
using ChatOps.Servers;
using ChatOps.Servers.Slack;
using ChatOps.Servers.Teams;

var root = new RootCommand("Real counterparts for tests and benchmarks of the bot, each an HTTP server on loopback")
{
    TargetCommand.Create(),
    SlackCommand.Create(),
    TeamsCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
