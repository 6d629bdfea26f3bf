; The installer for Windows: for the person who runs it, without
; administrator, or for everybody. build/release calls makensis with VERSION,
; NUMBERS, FILES, WEBVIEW, ICON, SIGN and OUTPUT.
Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma

!define NAME "Atlas Desk"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\AtlasDesk"
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "UninstallString"
!include MultiUser.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include x64.nsh

Name "${NAME}"
OutFile "${OUTPUT}"
!uninstfinalize '"${SIGN}" "%1"' = 0
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${NUMBERS}"
VIAddVersionKey FileDescription "${NAME} Setup"
VIAddVersionKey LegalCopyright "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\atlas-desk.exe"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "${NAME} needs a 64-bit Windows."
    Abort
  ${EndIf}
  SetRegView 64
  !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

; The WebView2 runtime is part of Windows 11 and most of Windows 10.
!define WEBVIEW_KEY "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
Section "WebView2"
  SetRegView 32
  ReadRegStr $0 HKLM "SOFTWARE\${WEBVIEW_KEY}" "pv"
  ReadRegStr $1 HKCU "Software\${WEBVIEW_KEY}" "pv"
  SetRegView 64
  ${If} $0 == ""
  ${AndIf} $1 == ""
    DetailPrint "Installing the WebView2 runtime, which needs the network…"
    InitPluginsDir
    File "/oname=$PLUGINSDIR\webview2.exe" "${WEBVIEW}"
    ExecWait '"$PLUGINSDIR\webview2.exe" /silent /install' $2
    ${If} $2 != 0
      DetailPrint "The WebView2 runtime was not installed ($2). ${NAME} asks for it when it starts."
    ${EndIf}
  ${EndIf}
SectionEnd

; Files are replaced in their place, so that an upgrade keeps everything else;
; settings, drafts and keys are in the folders of each person and not touched.
Section "${NAME}"
  SetOutPath "$INSTDIR"
  ClearErrors
  File "${FILES}\atlas-desk.exe"
  ${If} ${Errors}
    MessageBox MB_ICONSTOP "${NAME} is running. Close it, then start this again."
    Abort
  ${EndIf}
  File "${FILES}\LICENSE"
  File "${FILES}\third-party-licences.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\atlas-desk.exe"

  WriteRegStr SHCTX "Software\Classes\Directory\shell\AtlasDesk" "" "Open with ${NAME}"
  WriteRegStr SHCTX "Software\Classes\Directory\shell\AtlasDesk" "Icon" "$INSTDIR\atlas-desk.exe"
  WriteRegStr SHCTX "Software\Classes\Directory\shell\AtlasDesk\command" "" '"$INSTDIR\atlas-desk.exe" "%1"'

  WriteRegStr SHCTX "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "Publisher" "The Atlas Desk authors"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\atlas-desk.exe"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  Delete "$INSTDIR\atlas-desk.exe"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\third-party-licences.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey SHCTX "Software\Classes\Directory\shell\AtlasDesk"
  DeleteRegKey SHCTX "${KEY}"
SectionEnd
