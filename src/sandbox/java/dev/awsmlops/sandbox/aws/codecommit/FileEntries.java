package dev.awsmlops.sandbox.aws.codecommit;

import static dev.awsmlops.sandbox.aws.wire.ServiceFailure.refused;

import com.fasterxml.jackson.databind.JsonNode;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The changes that a CreateCommit or PutFile asks for, within CodeCommit's limits (API reference, PutFileEntry and the
 * exceptions of CreateCommit).
 */
record FileEntries(List<Put> puts, List<String> deletions, List<NewMode> modes) {

    private static final int MOST = 100;
    private static final long LARGEST_FILE = 6 * 1024 * 1024;
    private static final long LARGEST_FOLDER = LARGEST_FILE;
    private static final long LARGEST_COMMIT = 7 * 1024 * 1024;

    /** A file to be added or replaced, from one of content and source. */
    record Put(String path, Optional<FileMode> mode, Optional<SdkBytes> content, Optional<Source> source) {

        private long size() {
            return content.map(bytes -> (long) bytes.asByteArrayUnsafe().length).orElse(0L);
        }

        private String folder() {
            return path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }
    }

    /** A file in the parent commit to copy or move. */
    record Source(String path, boolean move) {}

    /** A file that only changes its mode. */
    record NewMode(String path, FileMode mode) {}

    /** Those of a CreateCommit. */
    static FileEntries of(Request request) {
        List<JsonNode> puts = entries(request, "putFiles");
        List<JsonNode> deletions = entries(request, "deleteFiles");
        List<JsonNode> modes = entries(request, "setFileModes");
        int count = puts.size() + deletions.size() + modes.size();
        if (count == 0) {
            throw refused(
                    "FileEntryRequiredException",
                    "The commit cannot be created because no files have been specified as added, updated, or changed (PutFile or DeleteFile) for the commit.");
        }
        if (count > MOST) {
            throw refused(
                    "MaximumFileEntriesExceededException",
                    "The number of specified files to change as part of this commit exceeds the maximum number of files that can be changed in a single commit.");
        }
        FileEntries entries = new FileEntries(
                puts.stream().map(FileEntries::put).toList(),
                deletions.stream().map(FileEntries::path).toList(),
                modes.stream().map(FileEntries::newMode).toList());
        entries.checkSizes();
        return entries;
    }

    /** That of a PutFile, which takes no empty file. */
    static FileEntries ofPutFile(Request request) {
        JsonNode input = request.input();
        SdkBytes content = content(input)
                .orElseThrow(
                        () -> refused("FileContentRequiredException", "The file cannot be added because it is empty."));
        FileEntries entries = new FileEntries(
                List.of(new Put(path(input), mode(input), Optional.of(content), Optional.empty())),
                List.of(),
                List.of());
        entries.checkSizes();
        return entries;
    }

    private static List<JsonNode> entries(Request request, String field) {
        return StreamSupport.stream(request.input().path(field).spliterator(), false)
                .toList();
    }

    private static Put put(JsonNode entry) {
        String path = path(entry);
        Optional<SdkBytes> content = content(entry);
        JsonNode source = entry.path("sourceFile");
        if (content.isEmpty() && !source.isObject()) {
            throw refused(
                    "SourceFileOrContentRequiredException",
                    "The commit cannot be created because no source files or file content have been specified for the commit.");
        }
        if (content.isPresent() && source.isObject()) {
            throw refused(
                    "FileContentAndSourceFileSpecifiedException",
                    "The commit cannot be created because both a source file and file content have been specified for the same file.");
        }
        return new Put(
                path, mode(entry), content, content.isPresent() ? Optional.empty() : Optional.of(source(source)));
    }

    private static Source source(JsonNode source) {
        String path = path(source);
        if (path.equals(".gitkeep") || path.endsWith("/.gitkeep")) {
            throw refused(
                    "RestrictedSourceFileException",
                    "The commit cannot be created because one of the changes specifies copying or moving a .gitkeep file.");
        }
        return new Source(path, source.path("isMove").asBoolean());
    }

    private static NewMode newMode(JsonNode entry) {
        FileMode mode = mode(entry)
                .orElseThrow(() -> refused(
                        "FileModeRequiredException",
                        "The commit cannot be created because no file mode has been specified."));
        return new NewMode(path(entry), mode);
    }

    private static Optional<FileMode> mode(JsonNode entry) {
        return FileMode.named(Optional.ofNullable(entry.get("fileMode")).map(JsonNode::asText));
    }

    private static String path(JsonNode entry) {
        String path = Optional.ofNullable(entry.get("filePath"))
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> refused("PathRequiredException", "The filePath for a file cannot be null."));
        return CodeCommitRules.filePath(path);
    }

    /** Whether CreateCommit takes an empty file no source tells; here, as for PutFile, it counts as no content. */
    private static Optional<SdkBytes> content(JsonNode entry) {
        try {
            return Optional.ofNullable(entry.get("fileContent"))
                    .map(content -> SdkBytes.fromByteArray(Base64.getDecoder().decode(content.asText())))
                    .filter(content -> content.asByteArrayUnsafe().length > 0);
        } catch (IllegalArgumentException e) {
            throw refused("SerializationException", "The fileContent is not valid base64");
        }
    }

    /** That a folder's limit is for what one commit puts directly into it is an assumption. */
    private void checkSizes() {
        Map<String, Long> folders = new HashMap<>();
        puts.forEach(put -> folders.merge(put.folder(), put.size(), Long::sum));
        long total = puts.stream().mapToLong(Put::size).sum();
        if (puts.stream().anyMatch(put -> put.size() > LARGEST_FILE) || total > LARGEST_COMMIT) {
            throw refused(
                    "FileContentSizeLimitExceededException",
                    "The file cannot be added because it is too large. The maximum file size is 6 MB, and the combined file content change size is 7 MB.");
        }
        if (folders.values().stream().anyMatch(size -> size > LARGEST_FOLDER)) {
            throw refused(
                    "FolderContentSizeLimitExceededException",
                    "The commit cannot be created because at least one of the overall changes in the commit results in a folder whose contents exceed the limit of 6 MB.");
        }
    }
}
