using System.Text;

namespace ChatOps.Servers.Slack.Page;

/// <summary>The page as text.</summary>
internal static class PageHtml
{
    public static string Of(SlackServer server, SlackUser user, SlackChannel channel)
    {
        var seat = $"""<input type="hidden" name="as" value="{user.Id}"><input type="hidden" name="channel" value="{channel.Id}">""";
        var names = server.Users.ToDictionary(each => each.Id, each => each.RealName);
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8"><title>Test Slack</title>
            <style>
            body { font: 15px/1.4 sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
            article { border-left: 3px solid #bbb; margin: .6rem 0; padding: .2rem .8rem; white-space: pre-wrap; }
            article article, .modal { margin-left: 2rem; }
            .ephemeral { border-color: #c80; } .deleted { text-decoration: line-through; } .modal { border: 1px solid #333; padding: 1rem; }
            form { display: inline; } small { color: #555; } label { display: block; }
            </style>
            </head>
            <body>
            <nav>
            <form method="get" action="/">
            <label>As <select name="as">{{Options(server.Users.Where(each => !each.IsBot).Select(each => (each.Id, each.RealName)), user.Id)}}</select></label>
            <label>In <select name="channel">{{Options(server.Channels.Select(each => (each.Id, Name(each))), channel.Id)}}</select></label>
            <button>Go</button>
            </form>
            <form method="post" action="/ui/say">{{seat}}
            <label>Message or command <input name="text" size="60" autofocus></label>
            <label>In thread (ts) <input name="thread"></label>
            <button>Send</button>
            </form>
            </nav>
            <main>{{Content(server, user, channel, seat, names)}}</main>
            <script>
            setInterval(async () => {
              if (document.querySelector('main').contains(document.activeElement)) return;
              const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
              document.querySelector('main').replaceWith(page.querySelector('main'));
            }, 1000);
            </script>
            </body>
            </html>
            """;
    }

    private static string Content(SlackServer server, SlackUser user, SlackChannel channel, string seat, Dictionary<string, string> names)
    {
        var page = new StringBuilder();
        foreach (var modal in server.Modals(user))
        {
            page.Append(ModalHtml.Of(modal, seat));
        }

        var messages = server.Messages(channel);
        foreach (var message in messages.Where(message => message.ThreadTs is null).Concat(server.Ephemerals(user, channel)).OrderBy(message => message.Ts, StringComparer.Ordinal))
        {
            page.Append(MessageHtml.Of(message, messages.Where(reply => reply.ThreadTs == message.Ts && message.OnlyFor is null), seat, names));
        }

        return page.ToString();
    }

    private static string Name(SlackChannel channel) =>
        channel.Name.Length > 0 ? $"#{channel.Name}" : $"direct message {channel.Id}";

    private static string Options(IEnumerable<(string Id, string Name)> options, string chosen) =>
        string.Concat(options.Select(option => $"""<option value="{option.Id}"{(option.Id == chosen ? " selected" : "")}>{MessageHtml.Escaped(option.Name)}</option>"""));
}
