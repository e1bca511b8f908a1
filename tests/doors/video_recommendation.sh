#!/bin/sh
case=video_recommendation
. tests/doors.sh
