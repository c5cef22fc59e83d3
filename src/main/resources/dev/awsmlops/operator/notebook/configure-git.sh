GIT_USER_NAME=@@GIT_USER_NAME@@
GIT_USER_EMAIL=@@GIT_USER_EMAIL@@
REGION=@@REGION@@

# What is set already stays as it is.
set_in_git() {
  sudo -u ec2-user -H git config --global --get "$1" >/dev/null || sudo -u ec2-user -H git config --global "$1" "$2"
}
set_in_git user.name "$GIT_USER_NAME"
set_in_git user.email "$GIT_USER_EMAIL"
codecommit=https://git-codecommit.$REGION.amazonaws.com
[[ $REGION != cn-* ]] || codecommit=$codecommit.cn
# For CodeCommit alone: another server's credentials are none of its business. Source: AWS CLI, codecommit credential-helper.
set_in_git "credential.$codecommit.helper" '!aws codecommit credential-helper $@'
set_in_git "credential.$codecommit.useHttpPath" true
