using Microsoft.Playwright;

namespace WebApi.Tests;

/// <summary>Takes the picture of docs/serve.md; runs only when asked for, with the model that samples/QuickStart leaves in the repository's root.</summary>
public sealed class DocumentationPicture
{
    [Fact(Explicit = true)]
    public async Task The_page_with_the_model_of_QuickStart()
    {
        string root = ActiveShift.Tests.Shared.RepositoryRoot.Path;
        await using var service = new TestService(Path.Combine(root, "quickstart-model.zip"));
        service.Listen();
        await using var chromium = await Chromium.LaunchAsync();
        var page = await PageDriver.OpenAsync(chromium.Browser, service.ClientOptions.BaseAddress, ColorScheme.Light, width: 940);

        await PageDriver.DropAsync(page, "shirt.png", "image/png", await File.ReadAllBytesAsync(Path.Combine(root, "docs", "images", "shirt.png")));

        await Assertions.Expect(page.Locator("#classes li")).ToHaveCountAsync(5);
        await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(root, "docs", "images", "web-api.png") });
    }
}
