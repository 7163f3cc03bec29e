using System.Text.Json.Nodes;

namespace ChatOps.Servers.GitHub.Api;

/// <summary>What only the app itself may ask, and its deliveries.</summary>
internal static class AppMethods
{
    public static ApiAnswer App(ApiCall call)
    {
        NeedApp(call);
        return ApiAnswer.Ok(call.Shapes.App());
    }

    public static ApiAnswer Installations(ApiCall call)
    {
        NeedApp(call);
        return ApiAnswer.Ok(new JsonArray(Installation(call)));
    }

    public static ApiAnswer OfRepository(ApiCall call)
    {
        NeedApp(call);
        return call.Repository.IsInstalled ? ApiAnswer.Ok(Installation(call)) : throw ApiError.NotFound();
    }

    public static ApiAnswer Token(ApiCall call)
    {
        NeedApp(call);
        if (call.Number("installation") != call.GitHub.Installation)
        {
            throw ApiError.NotFound();
        }

        var token = call.GitHub.NewToken($"ghs_{call.GitHub.App.Id}_");
        var ends = call.GitHub.Now + call.GitHub.Options.TokenLife;
        call.GitHub.Tokens[token] = (call.GitHub.App.Bot, ends);
        return ApiAnswer.Created(new JsonObject { ["token"] = token, ["expires_at"] = Shapes.Time(ends), ["permissions"] = call.Shapes.Permissions(), ["repository_selection"] = "all" });
    }

    public static ApiAnswer Deliveries(ApiCall call)
    {
        NeedApp(call);
        var status = call.Query("status");
        var all = call.GitHub.Hook.Log.Reverse().Where(one => status is null || (status == "failure" ? one.Status is >= 400 : one.IsTaken));
        // By a cursor, not by numbers of pages.
        var size = int.TryParse(call.Query("per_page"), System.Globalization.CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 100) : 30;
        if (long.TryParse(call.Query("cursor"), System.Globalization.CultureInfo.InvariantCulture, out var cursor))
        {
            all = all.Where(one => one.Id <= cursor);
        }

        var shown = all.Take(size + 1).ToList();
        var answer = ApiAnswer.Ok(new JsonArray([.. shown.Take(size).Select(one => Item(call, one))]));
        if (shown.Count > size)
        {
            answer.Headers["Link"] = $"<{call.GitHub.Address}app/hook/deliveries?per_page={size}&cursor={shown[size].Id}>; rel=\"next\"";
        }

        return answer;
    }

    public static ApiAnswer Redeliver(ApiCall call)
    {
        NeedApp(call);
        var delivery = call.GitHub.Hook.Log.FirstOrDefault(one => one.Id == call.Number("delivery")) ?? throw ApiError.NotFound();
        call.GitHub.Hook.Redeliver(delivery);
        return new ApiAnswer(202, new JsonObject());
    }

    private static JsonObject Item(ApiCall call, GitHubDelivery one) => new()
    {
        ["id"] = one.Id,
        ["guid"] = one.Identity,
        ["delivered_at"] = Shapes.Time(one.At),
        ["redelivery"] = one.IsRedelivery,
        ["duration"] = one.Took.TotalSeconds,
        ["status"] = one.Failure ?? (one.IsTaken ? "OK" : $"Invalid HTTP Response: {one.Status}"),
        ["status_code"] = one.Status ?? 0,
        ["event"] = one.Event,
        ["action"] = one.Action,
        ["installation_id"] = call.GitHub.Installation,
        ["repository_id"] = null,
        ["throttled_at"] = null,
    };

    private static JsonObject Installation(ApiCall call)
    {
        var owner = call.GitHub.Repositories.Count > 0 ? call.GitHub.Accounts[call.GitHub.Repositories[0].Handle.Owner] : call.GitHub.App.Bot;
        return new JsonObject
        {
            ["id"] = call.GitHub.Installation,
            ["account"] = call.Shapes.User(owner),
            ["repository_selection"] = "all",
            ["access_tokens_url"] = $"{call.GitHub.Address}app/installations/{call.GitHub.Installation}/access_tokens",
            ["repositories_url"] = $"{call.GitHub.Address}installation/repositories",
            ["html_url"] = $"{call.GitHub.Address}settings/installations/{call.GitHub.Installation}",
            ["app_id"] = call.GitHub.App.Id,
            ["app_slug"] = call.GitHub.App.Slug,
            ["target_id"] = owner.Id,
            ["target_type"] = owner.Type,
            ["permissions"] = call.Shapes.Permissions(),
            ["events"] = new JsonArray(),
            ["created_at"] = Shapes.Time(call.GitHub.Now),
            ["updated_at"] = Shapes.Time(call.GitHub.Now),
            ["single_file_name"] = null,
            ["suspended_at"] = null,
        };
    }

    private static void NeedApp(ApiCall call)
    {
        if (!call.Caller.IsApp)
        {
            throw new ApiError(401, "A JSON web token could not be decoded");
        }
    }
}
