using System.CommandLine;

namespace ChatOps.Servers.Slack;

/// <summary><c>slack --port N …</c>: the test Slack for use by hand, with a page that shows its channels.</summary>
internal static class SlackCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1", DefaultValueFactory = _ => 9_700 };
        var bot = new Option<Uri?>("--bot") { Description = "Base address of the bot that takes /slack/commands, /slack/events and /slack/interactions" };
        var socket = new Option<bool>("--socket-mode") { Description = "The app uses Socket Mode, so nothing goes to the bot's addresses" };
        var botToken = new Option<string?>("--bot-token") { Description = "A fixed bot token; otherwise a new one" };
        var appToken = new Option<string?>("--app-token") { Description = "A fixed app-level token; otherwise a new one" };
        var secret = new Option<string?>("--signing-secret") { Description = "A fixed signing secret; otherwise a new one" };

        var command = new Command("slack", "A Slack workspace with Web API, signed deliveries and Socket Mode") { port, bot, socket, botToken, appToken, secret };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var server = await SlackServer.StartAsync(new SlackServerOptions { Port = arguments.GetValue(port), SocketMode = arguments.GetValue(socket) });
            server.App.BotToken = arguments.GetValue(botToken) ?? server.App.BotToken;
            server.App.AppToken = arguments.GetValue(appToken) ?? server.App.AppToken;
            server.App.SigningSecret = arguments.GetValue(secret) ?? server.App.SigningSecret;
            if (arguments.GetValue(bot) is { } address)
            {
                server.SendTo(address);
            }

            Furnish(server);
            Console.WriteLine($"""
                page            {server.Address}
                Web API         {server.ApiAddress}
                bot token       {server.App.BotToken}
                app-level token {server.App.AppToken}
                signing secret  {server.App.SigningSecret}
                team            {server.TeamId}
                """);
            foreach (var channel in server.Channels)
            {
                Console.WriteLine($"#{channel.Name,-15}{channel.Id}");
            }

            await server.WaitForEndAsync(cancellation);
            return 0;
        });
        return command;
    }

    private static void Furnish(SlackServer server)
    {
        var ana = server.AddUser("ana", "Ana Lopez");
        var kim = server.AddUser("kim", "Kim Berg");
        server.AddUser("ben", "Ben Okoro");
        server.AddUserGroup("devops-coordinator", ana);
        server.AddUserGroup("backend-coordinator", kim);
        server.AddChannel("incidents");
        server.AddChannel("payments");
        server.AddChannel("alerts");
    }
}
