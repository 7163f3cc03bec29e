using System.CommandLine;

namespace ChatOps.Servers.Teams;

/// <summary><c>teams --port N …</c>: the test Teams for use by hand, with a page that shows its conversations.</summary>
internal static class TeamsCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1", DefaultValueFactory = _ => 9_800 };
        var bot = new Option<Uri>("--bot") { Description = "Base address of the bot that takes /api/messages", DefaultValueFactory = _ => new Uri("http://127.0.0.1:8080/") };
        var command = new Command("teams", "A Teams tenant with the connector's REST API, signed activities and the bot's token endpoint") { port, bot };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var server = await TeamsServer.StartAsync(new TeamsServerOptions { Port = arguments.GetValue(port) });
            server.SendTo(arguments.GetValue(bot)!);
            var ana = server.AddUser("Ana Lopez");
            var kim = server.AddUser("Kim Berg");
            var channel = server.AddChannel("incidents");
            Console.WriteLine($"""
                page                    {server.Address}
                Teams:AppId             {server.AppId}
                Teams:AppPassword       {server.AppPassword}
                Teams:TenantId          {server.TenantId}
                Teams:OpenIdMetadata    {server.OpenIdMetadata}
                Teams:TokenEndpoint     {server.TokenEndpoint}
                Teams:ServiceUrl        {server.ServiceUrl}
                Teams:ConnectorHosts:0  127.0.0.1
                channel                 {channel.Id}
                {ana.Name}               {ana.DirectoryId}
                {kim.Name}                {kim.DirectoryId}
                Press Enter once the bot runs: it is installed in the channel then.
                """);
            if (!Console.IsInputRedirected) Console.ReadLine();
            await server.InstallAsync(ana, channel);
            await server.WaitForEndAsync(cancellation);
            return 0;
        });
        return command;
    }
}
