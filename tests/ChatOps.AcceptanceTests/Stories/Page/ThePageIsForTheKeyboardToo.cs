using Microsoft.Playwright;

namespace ChatOps.AcceptanceTests.Stories.Page;

/// <summary>Everything can be done without a mouse.</summary>
internal sealed class ThePageIsForTheKeyboardToo : PageStory
{
    [Test]
    public async Task Somebody_says_who_they_are_writes_a_command_and_presses_a_button()
    {
        await using var open = await OpenAsync();
        var keys = open.Page.Keyboard;

        await keys.PressAsync("m");
        await Assertions.Expect(open.Page.Locator("#people button", new() { HasText = "ana" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator(".person")).ToHaveTextAsync("ana");
        await Assertions.Expect(open.Page.Locator("html[data-live]")).ToHaveCountAsync(1);

        await keys.PressAsync("/");
        await keys.TypeAsync("declare checkout nobody can pay");
        await keys.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator(".answer")).ToContainTextAsync("INC-");

        await keys.PressAsync("Escape");
        await keys.PressAsync("Escape");
        await Assertions.Expect(open.Page.Locator(".incident-link", new() { HasText = "checkout" })).ToBeVisibleAsync();
        await keys.PressAsync("j");
        await Assertions.Expect(open.Page.Locator(".incident-link").First).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator(".head h1")).ToContainTextAsync("checkout");

        var acknowledge = open.Page.Locator(".head .button", new() { HasText = "Acknowledge" });
        await Assertions.Expect(acknowledge).ToBeVisibleAsync();
        await keys.PressAsync(await acknowledge.GetAttributeAsync("data-key") ?? "");
        await Assertions.Expect(open.Page.Locator(".answer").Last).ToContainTextAsync("You have INC-");
        await Assertions.Expect(open.Page.Locator(".facts")).ToContainTextAsync("ana");
    }

    [Test]
    public async Task On_an_incident_its_id_may_be_left_out_and_the_box_completes()
    {
        var id = (await Bot.Client.AlertAsync("CompleteDown", "complete-1")).Single();
        await using var open = await OpenAsync($"/incidents/{id}", person: "kim");
        var keys = open.Page.Keyboard;
        var box = open.Page.Locator("[data-command]");

        await keys.PressAsync("/");
        await keys.TypeAsync("assi");
        await Assertions.Expect(open.Page.Locator("#completions li").First).ToContainTextAsync("assign");
        await keys.PressAsync("Tab");
        await Assertions.Expect(box).ToHaveValueAsync("assign ");
        await keys.TypeAsync("be");
        await Assertions.Expect(open.Page.Locator("#completions li").First).ToContainTextAsync("ben");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Assertions.Expect(box).ToHaveValueAsync("assign ben ");
        await keys.PressAsync("Enter");

        await Assertions.Expect(open.Page.Locator(".facts")).ToContainTextAsync("ben");
        await keys.PressAsync("ArrowUp");
        await Assertions.Expect(box).ToHaveValueAsync("assign ben");
    }

    [TestCase("i", "Incidents")]
    [TestCase("c", "Chat")]
    [TestCase("s", "Services")]
    [TestCase("r", "Runbooks")]
    [TestCase("l", "Silences")]
    [TestCase("h", "Health")]
    public async Task Two_keys_lead_to_each_page(string key, string heading)
    {
        await using var open = await OpenAsync(key == "i" ? "/health" : "/");

        await open.Page.Keyboard.PressAsync("g");
        await open.Page.Keyboard.PressAsync(key);

        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync(heading);
    }

    [Test]
    public async Task The_keys_are_listed_and_can_be_switched_off()
    {
        await using var open = await OpenAsync();
        var keys = open.Page.Keyboard;

        await keys.PressAsync("?");
        await Assertions.Expect(open.Page.Locator("dialog#keys")).ToBeVisibleAsync();
        await open.Page.Locator("[data-keys-enabled]").UncheckAsync();
        await keys.PressAsync("Escape");
        await Assertions.Expect(open.Page.Locator("dialog#keys")).ToBeHiddenAsync();
        await keys.PressAsync("/");

        await Assertions.Expect(open.Page.Locator("[data-command]")).Not.ToBeFocusedAsync();
    }

    [Test]
    public async Task The_first_tab_leads_past_the_bar_and_every_stop_is_seen()
    {
        await Bot.Client.AlertAsync("TabDown", "tab-1");
        await using var open = await OpenAsync();
        var keys = open.Page.Keyboard;

        await open.Page.EvaluateAsync("() => document.activeElement.blur()");
        await keys.PressAsync("Tab");
        await Assertions.Expect(open.Page.Locator(".skip")).ToBeFocusedAsync();
        for (var stop = 0; stop < 25; stop++)
        {
            await keys.PressAsync("Tab");
            var seen = await open.Page.EvaluateAsync<string?>(
                """
                () => {
                  const focused = document.activeElement;
                  if (!focused || focused === document.body) return null;
                  const shows = [getComputedStyle(focused), getComputedStyle(focused, "::after"), getComputedStyle(focused.parentElement)].some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
                  return shows ? null : focused.outerHTML.slice(0, 200);
                }
                """);
            Assert.That(seen, Is.Null, "has the focus and does not show it");
        }
    }

    [Test]
    public async Task A_silence_is_put_on_and_lifted()
    {
        await using var open = await OpenAsync("/silences", person: "ana");
        var keys = open.Page.Keyboard;

        await open.Page.Locator("#silence-what").FocusAsync();
        await keys.TypeAsync("reports");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("30m");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("planned work");
        await keys.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator("tbody tr", new() { HasText = "planned work" })).ToContainTextAsync("covers now");

        await open.Page.Locator("tbody tr", new() { HasText = "planned work" }).Locator(".button").FocusAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(open.Page.Locator("tbody tr", new() { HasText = "planned work" })).ToContainTextAsync("over");
    }
}
