// Serves a trained AS-ResNet over HTTP: POST /predict classifies an uploaded picture, and / is a page to try it on.
//
//     dotnet run -c Release --project samples/WebApi -- --model quickstart-model.zip --urls http://localhost:5080
//
// Exit codes: 0 it was stopped; 1 it cannot start, and says why.
using WebApi;

WebApplication service;
try
{
    service = ImageService.Build(args);
}
catch (StartupException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
await service.RunAsync();
return 0;
