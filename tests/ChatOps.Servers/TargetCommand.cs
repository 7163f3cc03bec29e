using System.CommandLine;

namespace ChatOps.Servers;

/// <summary><c>target --port N …</c>: the small service that is monitored, killed and restarted.</summary>
internal static class TargetCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1", Required = true };
        var pidFile = new Option<string?>("--pid-file") { Description = "File that holds the process id while the service runs" };
        var brokenFile = new Option<string?>("--broken-file") { Description = "While this file exists the service dies at its start: no restart mends it" };
        var lifetime = new Option<TimeSpan>("--lifetime")
        {
            Description = "Ends by itself after this time, should whoever started it be gone",
            DefaultValueFactory = _ => TimeSpan.FromMinutes(30),
        };
        var background = new Option<bool>("--background") { Description = "Start the service as a process of its own, wait until it is healthy, and end" };

        var command = new Command("target", "A service with /health and /metrics") { port, pidFile, brokenFile, lifetime, background };
        command.SetAction(async (arguments, cancellation) =>
        {
            var settings = new TargetSettings(
                arguments.GetValue(port), arguments.GetValue(pidFile), arguments.GetValue(brokenFile), arguments.GetValue(lifetime));
            return arguments.GetValue(background)
                ? await BackgroundTarget.StartAsync(settings, cancellation)
                : await Target.RunAsync(settings, cancellation);
        });
        return command;
    }
}
