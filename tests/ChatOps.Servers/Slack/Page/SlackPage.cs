namespace ChatOps.Servers.Slack.Page;

/// <summary>The page at <c>/</c>.</summary>
internal sealed class SlackPage(SlackServer server)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", () => $"{server.Channels.Count} channels");
}
