/* python.exe and mocgioi.exe: both start the CPython that lies beside them, in UTF-8.

   ARGUMENTS are put before what was typed. The name of python.exe is given in either case, since
   Python starts further processes of its own by it. A mocgioi.exe that nobody typed anything to and
   that has a window to itself was double-clicked: it opens the desk. */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

__declspec(dllimport) void Py_SetProgramName(const wchar_t *);
__declspec(dllimport) int Py_Main(int, wchar_t **);

static wchar_t *typed[] = {ARGUMENTS};
static wchar_t *clicked[] = {DOUBLE_CLICKED};
static wchar_t python[32768];

int wmain(int argc, wchar_t **argv)
{
    wchar_t **first = typed, **arguments = calloc(argc + 8, sizeof *arguments);
    int count = sizeof typed / sizeof *typed;
    DWORD process;

    if (!arguments || !GetModuleFileNameW(NULL, python, 32000))
        return 70;
    wcscpy(wcsrchr(python, L'\\'), L"\\python.exe");
    Py_SetProgramName(python);
    SetConsoleOutputCP(CP_UTF8); /* for what reads our output, such as more */
    if (argc == 1 && GetConsoleProcessList(&process, 1) == 1) {
        first = clicked;
        count = sizeof clicked / sizeof *clicked;
    }
    arguments[0] = python;
    for (int i = 0; i < count; i++)
        arguments[i + 1] = first[i];
    for (int i = 1; i < argc; i++)
        arguments[count + i] = argv[i];
    return Py_Main(argc + count, arguments);
}
