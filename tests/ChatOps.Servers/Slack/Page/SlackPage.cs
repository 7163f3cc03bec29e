namespace ChatOps.Servers.Slack.Page;

/// <summary>The page at <c>/</c>: one channel as one person sees it, with forms for what that person can do.</summary>
internal sealed class SlackPage(SlackServer server)
{
    private sealed record Seat(SlackUser User, SlackChannel Channel);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpRequest request) =>
            Find(request.Query["as"], request.Query["channel"]) is { } seat
                ? Results.Content(PageHtml.Of(server, seat.User, seat.Channel), "text/html; charset=utf-8")
                : Results.Text("nobody is here yet"));
        Post(routes, "say", async (seat, form) => await SayAsync(seat, form["text"].ToString(), form["thread"].ToString()));
        Post(routes, "click", async (seat, form) => await ClickAsync(seat, form));
        Post(routes, "submit", async (seat, form) => await SubmitAsync(seat, form));
        Post(routes, "close", async (seat, form) => await server.CloseAsync(seat.User, Modal(seat, form)));
    }

    private void Post(IEndpointRouteBuilder routes, string name, Func<Seat, IFormCollection, Task> act) =>
        routes.MapPost($"/ui/{name}", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            if (Find(form["as"], form["channel"]) is not { } seat)
            {
                return Results.NotFound();
            }

            try
            {
                await act(seat, form);
            }
            catch (InvalidOperationException exception)
            {
                return Results.Text(exception.Message, statusCode: StatusCodes.Status409Conflict);
            }

            return Results.Redirect($"/?as={seat.User.Id}&channel={seat.Channel.Id}");
        });

    private Seat? Find(string? user, string? channel)
    {
        var seatUser = server.Users.FirstOrDefault(each => each.Id == user) ?? server.Users.FirstOrDefault(each => !each.IsBot);
        var seatChannel = server.Channels.FirstOrDefault(each => each.Id == channel) ?? (server.Channels.Count > 0 ? server.Channels[0] : null);
        return seatUser is null || seatChannel is null ? null : new Seat(seatUser, seatChannel);
    }

    private async Task SayAsync(Seat seat, string text, string thread)
    {
        if (text.StartsWith('/'))
        {
            await server.TypeAsync(seat.User, seat.Channel, text);
        }
        else if (text.Length > 0)
        {
            server.Say(seat.User, seat.Channel, text, thread.Length > 0 ? thread : null);
        }
    }

    private async Task ClickAsync(Seat seat, IFormCollection form)
    {
        var ts = form["ts"].ToString();
        var message = server.Messages(seat.Channel).Concat(server.Ephemerals(seat.User, seat.Channel)).First(message => message.Ts == ts);
        await server.ClickAsync(seat.User, message, form["action"].ToString(), form["value"].ToString());
    }

    // What was typed into an external select is asked for first, and the first option taken.
    private async Task SubmitAsync(Seat seat, IFormCollection form)
    {
        var view = Modal(seat, form);
        var values = new Dictionary<string, string>();
        foreach (var element in view.Elements.Where(element => form.ContainsKey(element.Action)))
        {
            var typed = form[element.Action].ToString();
            values[element.Action] = element.Type == "external_select" && typed.Length > 0
                ? string.Join(',', (await server.SuggestAsync(seat.User, view, element.Action, typed)).Take(1).Select(option => option.Value))
                : typed;
        }

        await server.SubmitAsync(seat.User, view, values);
    }

    private SlackView Modal(Seat seat, IFormCollection form) => server.Modals(seat.User).First(view => view.Id == form["view"].ToString());
}
