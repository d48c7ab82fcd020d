; The installer for one user: no administrator is asked for.
; VERSION, SIZE_KB, APP (the folder), REMOVE (what the uninstaller takes away), OUT, QUICK (not packed): of build.py.
Unicode true
Target amd64-unicode
!ifdef QUICK
  SetCompress off
!else
  SetCompressor /SOLID lzma
!endif
Name "mocgioi ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\mocgioi"
InstallDirRegKey HKCU "Software\mocgioi" "InstallDir"
ManifestDPIAware true
!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\mocgioi"
!define MENU "$SMPROGRAMS\mocgioi"

!include MUI2.nsh
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\mocgioi.exe"
!define MUI_FINISHPAGE_RUN_TEXT $(DESK)
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE Vietnamese
!insertmacro MUI_LANGUAGE English
LangString DESK ${LANG_VIETNAMESE} "Mở bàn làm việc"
LangString DESK ${LANG_ENGLISH} "Open the desk"

Section
  ; What an older version left would be imported beside the new one.
  !include "${REMOVE}"
  SetOutPath "$INSTDIR"
  File /r "${APP}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  RMDir /r "${MENU}"
  CreateDirectory "${MENU}"
  SetOutPath "$DOCUMENTS"
  CreateShortcut "${MENU}\Bàn làm việc.lnk" "$INSTDIR\python.exe" "-m mocgioi_start desk" "" "" SW_SHOWMINIMIZED "" "The desk"
  CreateShortcut "${MENU}\Cập nhật hằng tuần.lnk" "$INSTDIR\python.exe" "-m mocgioi_start update" "" "" "" "" "The weekly update"
  CreateShortcut "${MENU}\Cửa sổ lệnh.lnk" "$INSTDIR\python.exe" "-m mocgioi_start terminal" "" "" "" "" "A terminal in which mocgioi is found"
  CreateShortcut "${MENU}\Hướng dẫn.lnk" "$INSTDIR\huong-dan.html" "" "" "" "" "" "The manual"
  CreateShortcut "${MENU}\Gỡ bỏ mocgioi.lnk" "$INSTDIR\uninstall.exe" "" "" "" "" "" "Uninstall"

  WriteRegStr HKCU "Software\mocgioi" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "DisplayName" "mocgioi"
  WriteRegStr HKCU "${LISTED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${LISTED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${LISTED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${LISTED}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${LISTED}" "NoModify" 1
  WriteRegDWORD HKCU "${LISTED}" "NoRepair" 1
SectionEnd

Section Uninstall
  ; By name: a folder that somebody else has files in loses none of them.
  !include "${REMOVE}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  RMDir /r "${MENU}"
  DeleteRegKey HKCU "${LISTED}"
  DeleteRegKey HKCU "Software\mocgioi"
SectionEnd
