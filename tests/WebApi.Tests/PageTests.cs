using Microsoft.Playwright;

namespace WebApi.Tests;

/// <summary>The page in a real browser.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private readonly TestService _service = new();
    private Chromium? _chromium;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        _service.Listen();
        _chromium = await Chromium.LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_dropped_picture_shows_its_classes_as_bars()
    {
        var page = await OpenAsync(ColorScheme.Light);

        await PageDriver.DropAsync(page, "red.png", "image/png", Pictures.Red());

        await Assertions.Expect(page.Locator("#headline")).ToHaveTextAsync("red, 100.0 %");
        var rows = page.Locator("#classes li");
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        Assert.Equal(["red", "green", "blue"], await page.Locator("#classes .name").AllInnerTextsAsync());
        float track = await Width(rows.Nth(0).Locator(".track"));
        Assert.InRange(await Width(rows.Nth(0).Locator(".fill")), track * 0.99f, track);
        Assert.InRange(await Width(rows.Nth(1).Locator(".fill")), 1, track * 0.05f);
        await Assertions.Expect(page.Locator("#preview")).ToBeVisibleAsync();
        Assert.NotEmpty(await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = InOutput("page-light.png") }));
    }

    [Fact]
    public async Task A_chosen_file_is_classified_in_a_dark_and_narrow_window_too()
    {
        var page = await OpenAsync(ColorScheme.Dark, width: 390);

        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "blue.png", MimeType = "image/png", Buffer = Pictures.Blue() });

        await Assertions.Expect(page.Locator("#headline")).ToHaveTextAsync("blue, 100.0 %");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than its window.");
        await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = InOutput("page-dark.png") });
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_explained_and_the_next_one_classified()
    {
        var page = await OpenAsync(ColorScheme.Light);

        await PageDriver.DropAsync(page, "notes.txt", "text/plain", "text"u8.ToArray());
        var problem = page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(problem).ToContainTextAsync("4 bytes, which begin with 74657874");

        await PageDriver.DropAsync(page, "green.png", "image/png", Pictures.Green());
        await Assertions.Expect(page.Locator("#headline")).ToHaveTextAsync("green, 100.0 %");
        await Assertions.Expect(page.Locator("#problem")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_shifts_are_shown_as_a_picture_and_in_numbers()
    {
        var page = await OpenAsync(ColorScheme.Light);

        Assert.True(await page.Locator("#shifts").EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 100"));
        Assert.NotEmpty(await page.Locator("#shifts").GetAttributeAsync("alt") ?? "");
        await page.Locator("summary").ClickAsync();
        await Assertions.Expect(page.Locator("#layers tr")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task The_keyboard_reaches_the_file_chooser_first()
    {
        var page = await OpenAsync(ColorScheme.Light);

        await page.Keyboard.PressAsync("Tab");

        await Assertions.Expect(page.GetByLabel("Choose a file")).ToBeFocusedAsync();
    }

    private static string InOutput(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static async Task<float> Width(ILocator element) => (await element.BoundingBoxAsync())!.Width;

    /// <summary>Opens the page, and fails the test on any error that the browser reports.</summary>
    private async Task<IPage> OpenAsync(ColorScheme scheme, int width = 1000)
    {
        if (_chromium is null)
            Assert.Skip($"There is no Chromium: none of {string.Join(", ", Chromium.Places)} exists. On Debian: apt-get install chromium");
        return await PageDriver.OpenAsync(_chromium.Browser, _service.ClientOptions.BaseAddress, scheme, width);
    }
}
