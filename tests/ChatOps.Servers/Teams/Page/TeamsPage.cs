using System.Globalization;
using System.Net;
using System.Text;

namespace ChatOps.Servers.Teams.Page;

/// <summary>The page at <c>/</c>: one conversation as one person sees it, with forms for what that person can do. Cards are shown by their words.</summary>
internal sealed class TeamsPage(TeamsServer server)
{
    private string lastAnswer = "";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (string? who, string? place) => Find(who, place) is { } seat ? Results.Content(Html(seat), "text/html; charset=utf-8") : Results.Text("nobody is here yet"));
        routes.MapPost("/ui/{act}", async (HttpRequest request, string act) =>
        {
            var form = await request.ReadFormAsync();
            if (Find(form["who"], form["place"]) is not { } seat) return Results.NotFound();
            await ActAsync(seat, act, form);
            return Results.Redirect($"/?who={Uri.EscapeDataString(seat.User.Id)}&place={Uri.EscapeDataString(seat.Place.Id)}");
        });
    }

    private async Task ActAsync(Seat seat, string act, IFormCollection form)
    {
        TeamsMessage? Message() => server.Messages(seat.Place, seat.User).FirstOrDefault(message => message.Id == form["message"].ToString());
        switch (act)
        {
            case "say":
                await server.SayAsync(seat.User, seat.Place, form["text"].ToString(), Message());
                break;
            case "press" when Message() is { } message:
                var button = message.Buttons[int.Parse(form["button"].ToString(), CultureInfo.InvariantCulture)];
                var told = button.Type == "Action.Execute" ? await server.PressAsync(seat.User, message, button) : await server.OpenAsync(seat.User, message, button);
                lastAnswer = told.Body?.ToJsonString() ?? "";
                break;
        }
    }

    private Seat? Find(string? who, string? place)
    {
        var user = server.Users.FirstOrDefault(each => each.Id == who) ?? (server.Users.Count > 0 ? server.Users[0] : null);
        var there = server.Places.FirstOrDefault(each => each.Id == place) ?? (server.Places.Count > 0 ? server.Places[0] : null);
        return user is null || there is null ? null : new Seat(user, there);
    }

    private string Html(Seat seat)
    {
        var html = new StringBuilder("<!doctype html><title>Test Teams</title><style>body{font:15px sans-serif;max-width:60em;margin:1em auto}pre{white-space:pre-wrap}.r{margin-left:2em}</style><p>");
        foreach (var user in server.Users) html.Append(CultureInfo.InvariantCulture, $"<a href='/?who={Uri.EscapeDataString(user.Id)}&place={Uri.EscapeDataString(seat.Place.Id)}'>{Shown(user.Name)}</a> ");
        html.Append("</p><p>");
        foreach (var place in server.Places) html.Append(CultureInfo.InvariantCulture, $"<a href='/?who={Uri.EscapeDataString(seat.User.Id)}&place={Uri.EscapeDataString(place.Id)}'>{Shown(place.Name)} ({place.Kind})</a> ");
        html.Append(CultureInfo.InvariantCulture, $"</p><h3>{Shown(seat.User.Name)} in {Shown(seat.Place.Name)}</h3>");
        foreach (var message in server.Messages(seat.Place, seat.User).OrderBy(message => message.Root ?? message.Id).ThenBy(message => message.Id))
        {
            html.Append(CultureInfo.InvariantCulture, $"<div class='{(message.Root is null ? "" : "r")}'><b>{Shown(message.From?.Name ?? "ChatOps")}</b>{(message.OnlyFor is null ? "" : " (only you)")}<pre>{Shown(message.Shown)}</pre>");
            for (var i = 0; i < message.Buttons.Count; i++)
            {
                if (message.Buttons[i].Type is "Action.Execute" or "Action.Submit") html.Append(Form(seat, "press", $"<input type=hidden name=message value='{message.Id}'><input type=hidden name=button value='{i}'><button>{Shown(message.Buttons[i].Title)}</button>"));
            }

            html.Append(Form(seat, "say", $"<input type=hidden name=message value='{message.Id}'><input name=text size=60 placeholder='reply'><button>Reply</button>")).Append("</div><hr>");
        }

        html.Append(Form(seat, "say", $"<input name=text size=80 value='{Shown(TeamsServer.Mention)} '><button>Say</button>"));
        if (lastAnswer.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<p>The last button was answered:</p><pre>{Shown(lastAnswer)}</pre>");
        return html.ToString();
    }

    private static string Form(Seat seat, string act, string inner) =>
        $"<form method=post action='/ui/{act}' style='display:inline'><input type=hidden name=who value='{Shown(seat.User.Id)}'><input type=hidden name=place value='{Shown(seat.Place.Id)}'>{inner}</form> ";

    private static string Shown(string text) => WebUtility.HtmlEncode(text);

    private sealed record Seat(TeamsUser User, TeamsPlace Place);
}
