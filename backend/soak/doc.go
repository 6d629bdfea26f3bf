// Package soak holds the invariants of saving, committing and sharing against
// a machine that fails: programs killed at any moment, several of them at one
// repository, a disk without room. It holds no code of the program. What is
// counted is counted by the git program, and by reading files, never by the
// code under test.
//
//	build/soak            all of it, about an hour
//	build/soak --short    a little of everything, a step of build/test
//
// After every kill git reads the index, the status, and all that came since the
// beginning; the whole of git fsck --full runs after every twentieth kill and
// the last one.
//
// # Invariants
//
// Where each is tested, besides here:
//
//	I1   acknowledged commits stay reachable      TestKill, TestRace; history: TestWritersTogether
//	I2   a commit changes the paths it names      TestKill, TestRace; history: TestCommitIsExact
//	I3   git finds the repository sound           TestKill, TestRace, TestSpace; history: TestCrashAfterEachStep
//	I4   text is in the file, a draft, a commit   TestKill; draft: TestWrittenWithinASecondOfTheFirstChange
//	I5   the index is never older than HEAD       TestKill; history: TestCrashAfterEachStep
//	I6   foreign staged work stays staged         TestKill; history: TestCommitIsExact, TestRefusalKeepsEqualStagedContent
//	I7   two instances and git lose nothing       TestRace
//	I8   a full disk changes nothing              TestSpace; store: TestFullDisk; draft: TestFullDisk
//	I9   both versions of a file are kept         TestDisplaced; workspace: TestResolutionKeepsWhatItIsNot; store: TestWriterBetweenLookAndRename
//	I10  bytes come back as they were             store: TestFormsComeBackByteForByte, TestUneditableFiles; history: TestLineEndsAreConvertedAsGitDoes
//	I11  nothing outside is read or written       store: TestUneditableFiles, TestPathsOutside; history: TestFolderSymlinkIsRefused, TestBadRequests
//	I12  the window shows the disk                app: TestStorm; watch: TestFullQueue, TestRandomOperations
//	I13  a failed sync moves nothing              share: TestDirty, TestConflicts, TestRace
//	I14  merges drop nothing                      merge: TestAgainstGit, TestProperties; changelog: TestMergeProperties
//	I15  every refusal has a fixture              history: TestRefusals, TestUnsupportedFormats, TestBadRequests
package soak
