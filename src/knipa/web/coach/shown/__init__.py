"""What a person is shown: today, the coming days, the programme, a drill, and all of it on paper."""
