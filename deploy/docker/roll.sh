#!/bin/sh
# `sh deploy/docker/roll.sh actions rasa`: new servers of each service beside the old ones, with the images and settings
# of now; once they are healthy the old ones end. (`docker compose up` ends all of a service before it starts new ones.)
set -eu
for service in "$@"; do
    old=$(docker compose ps --quiet "$service")
    : "${old:?no $service is running}"
    count=$(echo "$old" | wc -w)
    docker compose up --detach --wait --no-deps --no-recreate --scale "$service=$((2 * count))" "$service"
    docker stop $old
    docker rm $old
done
