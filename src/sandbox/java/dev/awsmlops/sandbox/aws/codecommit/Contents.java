package dev.awsmlops.sandbox.aws.codecommit;

import static dev.awsmlops.sandbox.aws.wire.ServiceFailure.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.awsmlops.sandbox.aws.service.Output;
import dev.awsmlops.sandbox.aws.service.Request;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The operations that read files and folders (API reference, GetFile, GetFolder). */
final class Contents {

    private final Repositories repositories;

    Contents(Repositories repositories) {
        this.repositories = repositories;
    }

    ObjectNode getFile(Request request) {
        Commit commit = commit(request);
        String path = CodeCommitRules.filePath(path(request, "filePath"));
        TreeFile file = commit.tree()
                .file(path)
                .orElseThrow(() -> refused("FileDoesNotExistException", "The specified file does not exist."));
        byte[] content = file.content().asByteArray();
        return describe(file, "filePath", path)
                .put("commitId", commit.id())
                .put("fileSize", content.length)
                .put("fileContent", Base64.getEncoder().encodeToString(content))
                .json();
    }

    ObjectNode getFolder(Request request) {
        Commit commit = commit(request);
        Tree tree = commit.tree();
        String folder = CodeCommitRules.folderPath(path(request, "folderPath"));
        if (!tree.isFolder(folder)) {
            throw refused("FolderDoesNotExistException", "The specified folder does not exist.");
        }
        List<ObjectNode> folders = new ArrayList<>();
        tree.foldersIn(folder)
                .forEach((name, id) -> folders.add(new Output()
                        .put("treeId", id)
                        .put("absolutePath", Tree.join(folder, name))
                        .put("relativePath", name)
                        .json()));
        List<ObjectNode> files = new ArrayList<>();
        List<ObjectNode> links = new ArrayList<>();
        tree.filesIn(folder).forEach((name, file) -> {
            boolean link = file.mode() == FileMode.SYMLINK;
            (link ? links : files)
                    .add(describe(file, "absolutePath", Tree.join(folder, name))
                            .put("relativePath", name)
                            .json());
        });
        return new Output()
                .put("commitId", commit.id())
                .put("folderPath", folder)
                .put("treeId", tree.id(folder))
                .objects("subFolders", folders)
                .objects("files", files)
                .objects("symbolicLinks", links)
                .objects("subModules", List.of())
                .json();
    }

    /** What answers say of a file. */
    static Output describe(TreeFile file, String pathField, String path) {
        return new Output()
                .put(pathField, path)
                .put("blobId", file.blobId())
                .put("fileMode", file.mode().name());
    }

    private Commit commit(Request request) {
        return repositories.required(request).specified(request.text("commitSpecifier"));
    }

    private static String path(Request request, String field) {
        return request.text(field)
                .orElseThrow(() -> refused("PathRequiredException", "The folderPath for a location cannot be null."));
    }
}
